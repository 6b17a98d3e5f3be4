"""How gunicorn serves us: a few processes, each with a few threads and a pool of connections."""

import os

os.environ.setdefault("DATABASE_POOL_SIZE", os.environ.get("WEB_THREADS", "4"))

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
preload_app = True  # read the code once, then fork; connections are opened by each worker
timeout = 60
graceful_timeout = 10
keepalive = 30
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
accesslog = None
errorlog = "-"
control_socket_disable = True
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
