# Three stages: stylesheet and script, Python packages, and the small image that runs.
FROM node:24-bookworm-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY static/src static/src
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app bridge
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /build/static/build static/build
# Laying out static files asks for no secret: these settings know none.
RUN DJANGO_SETTINGS_MODULE=config.settings.image python manage.py collectstatic --noinput \
    && mkdir -p /app/media && chown bridge /app/media
USER bridge
EXPOSE 8000
ENV HOST=0.0.0.0 PORT=8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-m", "config.probe", "healthz"]
CMD ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
