#!/usr/bin/env bash
# Starts a streaming replica of the primary that PGHOST names: copies it first where there is no copy yet. Arguments are
# those of postgres. When a copy is too old to be brought up to date, the log says so: remove its volume then.
set -euo pipefail
export PGPASSWORD="$CASEBOOK_REPLICATION_PASSWORD"

if [[ ! -s "$PGDATA/PG_VERSION" ]]; then
  # What was cut off is no copy.
  rm -rf "$PGDATA" "$PGDATA.unfinished"
  mkdir -p "$(dirname "$PGDATA")"
  pg_basebackup --username=casebook_replication --no-password --pgdata="$PGDATA.unfinished" \
    --write-recovery-conf --wal-method=stream --checkpoint=fast
  mv "$PGDATA.unfinished" "$PGDATA"
fi

# Named anew at each start, and the password left to the environment: both may have changed since the copy was made.
exec postgres -D "$PGDATA" -c primary_conninfo="host=$PGHOST port=${PGPORT:-5432} user=casebook_replication" "$@"
