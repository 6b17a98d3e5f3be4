#!/bin/sh
# Run once by the PostgreSQL image on an empty volume: the two roles and the database.
set -eu
psql --username "$POSTGRES_USER" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$OWNER_PASSWORD" --set service_password="$SERVICE_PASSWORD" <<'SQL'
CREATE ROLE bridge_service LOGIN PASSWORD :'service_password';
CREATE ROLE bridge_owner LOGIN PASSWORD :'owner_password';
CREATE DATABASE bridge OWNER bridge_owner
    TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
REVOKE ALL ON DATABASE bridge FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE bridge TO bridge_service;
SQL
