#!/usr/bin/env bash
# Measures the packaged service on generated data: bench/run.sh, with the settings below from the environment.
set -euo pipefail
cd "$(dirname "$0")"

N=${N:-10000}                                       # generated case studies
ROUNDS=${ROUNDS:-3}
SECS=${SECS:-5}                                     # of each measurement
WARM=${WARM:-20}                                    # seconds of load before them, for each request
CONCURRENCY=${CONCURRENCY:-"1 16"}                  # connections
REQUESTS=${REQUESTS:-"case-study page search observations summary"}
PORT=${PORT:-18080}
data=$(realpath -m "${DATA:-../target/bench-$N}")   # kept, so that the next run need not generate it
jar=../target/quarkus-app/quarkus-run.jar
base=http://127.0.0.1:$PORT

[[ -e $jar ]] || mvn -q -f .. package -DskipTests
mkdir -p "$data/requests"

finish() {
  kill "$service" 2>/dev/null && wait "$service" || true
  # The service stops its database, unless it was killed itself.
  if [[ -e $cluster/postmaster.pid ]]; then
    kill -INT "$(head -1 "$cluster/postmaster.pid")" 2>/dev/null || true
  fi
}

cluster=$data/database/cluster
start() {
  # All requests come from one address.
  CASEBOOK_LIMIT_PER_ADDRESS=0 CASEBOOK_DATA_DIRECTORY=$data QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT=$PORT java -jar "$jar" >>"$data/service.log" 2>&1 &
  service=$!
  ready=
  for _ in $(seq 1200); do
    curl -sf -o /dev/null "$base/q/health/ready" && ready=yes && break
    kill -0 "$service" 2>/dev/null || break
    sleep 0.5
  done
  [[ $ready ]] || { tail -5 "$data/service.log" >&2; exit 1; }
}
start
trap finish EXIT
trap 'exit 1' INT TERM

export PGHOST=127.0.0.1 PGDATABASE=casebook PGUSER=casebook_owner PGPORT PGPASSWORD
PGPORT=$(sed -n 4p "$cluster/postmaster.pid")
PGPASSWORD=$(sed -n 2p "$data/database/passwords")
there=$(psql -XAtc "select count(*) from case_study where slug like 'bench-%'")
if ((there > N)); then
  echo "$data holds $there generated case studies, more than N=$N" >&2
  exit 1
elif ((there < N)); then
  began=$SECONDS
  fill=$(awk '/String FILL =/ {found = 1} found && /"""/ {quotes++; next} quotes == 1; quotes == 2 {exit}' \
    ../src/main/java/uk/casebook/search/SearchRepository.java)
  [[ $fill == *%s* ]] || { echo "SearchRepository.java has no statement FILL" >&2; exit 1; }
  psql -X -v n="$N" -v fill="$fill" -f generate.sql
  # At its start the service computes what follows from the generated figures.
  finish
  start
  PGPORT=$(sed -n 4p "$cluster/postmaster.pid")
  psql -XAtqc "vacuum (analyze) computed_change" -c "vacuum (analyze) summary_figure"
  echo "generated $((N - there)) case studies in $((SECONDS - began)) s"
fi
database=$(head -1 "$cluster/postmaster.pid")
(cd "$data/requests" && psql -X -v n="$N" -f "$OLDPWD/requests.sql")

# Clock ticks of user and system time of a process and its descendants, those included that have ended.
cpu() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed 's/ (.*) / /' | awk -v root="$1" '
    { parent[$1] = $3; ticks[$1] = $13 + $14 + $15 + $16 }
    END {
      for (pid in ticks) {
        for (p = pid; p in parent && p != root; p = parent[p]) {}
        if (p == root) sum += ticks[pid]
      }
      print sum + 0
    }'
}

load() { # request, connections, seconds, seed
  wrk -t 1 -c "$2" -d "$3" --timeout 10 -s requests.lua "$base" -- "$data/requests/$1.txt" "$4" |
    sed -n 's/^result //p'
}

for request in $REQUESTS; do
  load "$request" 4 "$WARM" 0 >/dev/null
done

hertz=$(getconf CLK_TCK)
: >"$data/results.tsv"
for round in $(seq "$ROUNDS"); do
  for connections in $CONCURRENCY; do
    for request in $REQUESTS; do
      before=("$(cpu "$service")" "$(cpu "$database")")
      read -r count seconds p50 p99 failed bytes < <(load "$request" "$connections" "$SECS" "$round")
      sleep 0.5 # for what was in flight
      after=("$(cpu "$service")" "$(cpu "$database")")
      # wrk counts neither the request in flight on each connection nor their bytes.
      awk -v OFS='\t' -v r="$request" -v c="$connections" -v n="$count" -v s="$seconds" -v p50="$p50" -v p99="$p99" \
        -v f="$failed" -v b="$bytes" -v hz="$hertz" -v js="$((after[0] - before[0]))" -v ps="$((after[1] - before[1]))" \
        'BEGIN { k = (n + c) * hz / 1000
                 print r, c, n / s, p50, p99, js / k, ps / k, (js + ps) / k, b / (n ? n : 1) / 1000, f }' \
        >>"$data/results.tsv"
    done
  done
done

echo
echo "$(date -I), N=$N, $ROUNDS rounds of $SECS s after $WARM s of warm-up a request; load average $(cut -d' ' -f1-3 /proc/loadavg)"
echo "median [least-most] over the rounds; CPU-s: CPU-seconds per 1,000 requests"
echo
echo "| request | connections | requests/s | p50 ms | p99 ms | CPU-s service | CPU-s PostgreSQL | CPU-s both | kB | failed |"
echo "|---|---|---|---|---|---|---|---|---|---|"
sort -s -t$'\t' -k1,2 "$data/results.tsv" | cut -f1,2 | uniq | while IFS=$'\t' read -r request connections; do
  printf '| %s | %s |' "$request" "$connections"
  for column in 3 4 5 6 7 8 9 10; do
    awk -F'\t' -v r="$request" -v c="$connections" -v f="$column" '$1 == r && $2 == c { print $f }' "$data/results.tsv" |
      sort -g | awk -v f="$column" '
        { v[NR] = $1; sum += $1 }
        function show(x) { return sprintf(x >= 100 ? "%.0f" : x >= 10 ? "%.1f" : "%.2f", x) }
        END {
          m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
          if (f == 10) printf " %d |", sum
          else if (f == 9) printf " %.1f |", m
          else printf " %s [%s-%s] |", show(m), show(v[1]), show(v[NR])
        }'
  done
  echo
done
