#!/usr/bin/env bash
# Runs once, when PostgreSQL starts on an empty volume: makes the database, the role that owns it and migrates it, and
# the role that serves from it and owns nothing; and, where it is given a password, the role that replicas copy as.
set -euo pipefail

psql -X -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
  -v owner_password="$CASEBOOK_OWNER_PASSWORD" -v service_password="$CASEBOOK_SERVICE_PASSWORD" <<'SQL'
create role casebook_owner login password :'owner_password';
create role casebook_service login password :'service_password';
create database casebook owner casebook_owner;
revoke all on database casebook, postgres, template1 from public;
grant connect on database casebook to casebook_service;
\connect casebook
alter schema public owner to casebook_owner;
revoke all on schema public from public;
grant usage on schema public to casebook_service;
SQL

if [[ -n "${CASEBOOK_REPLICATION_PASSWORD:-}" ]]; then
  psql -X -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres \
    -v replication_password="$CASEBOOK_REPLICATION_PASSWORD" <<'SQL'
create role casebook_replication login replication password :'replication_password';
SQL
  # "all" databases do not include replication.
  echo "host replication casebook_replication all scram-sha-256" >> "$PGDATA/pg_hba.conf"
fi
