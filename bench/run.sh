#!/usr/bin/env bash
# Measures the packaged service on generated data: bench/run.sh, with the settings below from the environment.
set -euo pipefail
cd "$(dirname "$0")"

N=${N:-10000}                                       # generated case studies
ROUNDS=${ROUNDS:-3}                                 # 0 only makes the data
SECS=${SECS:-5}                                     # of each measurement
WARM=${WARM:-20}                                    # seconds of load before them, for each request
CONCURRENCY=${CONCURRENCY:-"1 16"}                  # connections
CACHE=${CACHE:-"on off"}                            # whether answers are kept
REQUESTS=${REQUESTS:-"case-study page search summary not-modified create changes observations groups"}
PORT=${PORT:-18080}
data=$(realpath -m "${DATA:-../target/bench-$N}")   # kept, so that the next run need not generate it
jar=../target/quarkus-app/quarkus-run.jar
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
base=http://127.0.0.1:$PORT
key=cbk_forbench_$(printf '0%.0s' {1..43})

declare -A work=([case-study]=W1 [page]=W2 [search]=W3 [summary]=W4 [not-modified]=W5 [create]=W6 [changes]=W7)

[[ -e $jar ]] || mvn -q -f .. package -DskipTests
mkdir -p "$data/requests"
service=
cluster=

# All requests come from one address and one caller.
settings=(CASEBOOK_LIMIT_PER_ADDRESS=0 CASEBOOK_LIMIT_PER_CALLER=0 CASEBOOK_ADMIN_KEY="$key"
  QUARKUS_HTTP_HOST=127.0.0.1 QUARKUS_HTTP_PORT="$PORT")
if [[ ${PGHOST:-} ]]; then
  export PGDATABASE=register_$((N / 1000))k
  psql -X -d postgres -v db="$PGDATABASE" -f database.sql
  settings+=(QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://$PGHOST:${PGPORT:-5432}/$PGDATABASE"
    QUARKUS_DATASOURCE_USERNAME=casebook_service QUARKUS_DATASOURCE_PASSWORD=only-for-this-machine
    CASEBOOK_OWNER_USERNAME=casebook_owner CASEBOOK_OWNER_PASSWORD=only-for-this-machine)
else
  cluster=$data/database/cluster
  settings+=(CASEBOOK_DATA_DIRECTORY="$data")
  export PGHOST=127.0.0.1 PGDATABASE=casebook PGUSER=casebook_owner PGPORT PGPASSWORD
fi

export PGOPTIONS='-c client_min_messages=error'
ask() { psql -XAtq -c "$1"; }

stop() {
  [[ $service ]] || return 0
  kill "$service" 2>/dev/null && wait "$service" || true
  service=
  # The service stops its database, unless it was killed itself.
  if [[ $cluster && -e $cluster/postmaster.pid ]]; then
    kill -INT "$(head -1 "$cluster/postmaster.pid")" 2>/dev/null || true
  fi
}
trap stop EXIT
trap 'exit 1' INT TERM

answers() { # path
  for _ in $(seq 60000); do
    curl -sf -o /dev/null "$base$1" && return
    kill -0 "$service" 2>/dev/null || break
    sleep 0.01
  done
  tail -5 "$data/service.log" >&2
  exit 1
}

start() { # further settings
  local began=$EPOCHREALTIME
  env "${settings[@]}" "$@" "$java" -jar "$jar" >>"$data/service.log" 2>&1 &
  service=$!
  answers '/v1/case-studies?limit=1'
  started=$(awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
  answers /q/health
  if [[ $cluster ]]; then
    PGPORT=$(sed -n 4p "$cluster/postmaster.pid")
    PGPASSWORD=$(sed -n 2p "$data/database/passwords")
  fi
  database=$(head -1 "${cluster:-$(ask 'show data_directory')}/postmaster.pid")
}

generate() { # how many there are
  local fill next page step
  fill=$(awk '/String FILL =/ {found = 1} found && /"""/ {quotes++; next} quotes == 1; quotes == 2 {exit}' \
    ../src/main/java/uk/casebook/search/SearchRepository.java)
  [[ $fill == *%s* ]] || { echo "SearchRepository.java has no statement FILL" >&2; exit 1; }
  began=$SECONDS
  psql -X -v n="$N" -v fill="$fill" -f generate.sql
  # At its start the service computes what follows from the generated figures.
  stop
  start
  until [[ $(ask 'select count(*) from entered_change') == 0 ]]; do sleep 1; done
  ask 'vacuum (analyze)'
  psql -X -v n="$N" -f keys.sql
  # Cursors are taken where they are given out: on a walk through the feed. Behind the last ones there is no full page.
  step=$(ask 'select least(500, max(position) / 205) from change')
  next="/v1/changes?limit=$step"
  until [[ ${page-} == *'"caughtUp":true'* ]]; do
    page=$(curl -sSf "$base$next")
    next="/v1/changes?limit=$step&since=$(sed -E 's/.*"cursor":"([^"]+)".*/\1/' <<<"$page")"
    echo "${next##*since=}"
  done | head -n "-$((500 / step + 1))" >"$data/cursors"
  awk -v n="$(wc -l <"$data/cursors")" -v OFS='\t' 'int(NR * 200 / n) > i { print ++i, $0 }' "$data/cursors" |
    psql -Xq -c 'copy bench.bench_since from stdin'
  echo "generated $((N - $1)) case studies in $((SECONDS - began)) s"
}

start
there=$(ask "select count(*) from case_study where slug like 'bench-%'")
if ((there > N)); then
  echo "There are $there generated case studies, more than N=$N" >&2
  exit 1
elif ((there < N)) || [[ $(ask "select to_regclass('bench.bench_since') is null") == t ]]; then
  generate "$there"
fi
(cd "$data/requests" && psql -X -v key="$key" -f "$OLDPWD/requests.sql")
stop

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

# Memory of a process and its children, in MiB, what is shared counted once.
memory() {
  { cat $(printf '/proc/%s/smaps_rollup ' "$1" $(pgrep -P "$1")) 2>/dev/null || true; } |
    awk '/^Pss:/ { sum += $2 } END { printf "%.0f", sum / 1024 }'
}

resident() { awk '/^VmRSS:/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }

load() { # request, connections, seconds, seed
  wrk -t 1 -c "$2" -d "$3" --timeout 10 -s requests.lua "$base" -- "$data/requests/$1.txt" "$4" |
    sed -n 's/^result //p'
}

tidy() { # request
  [[ $1 != create ]] || psql -Xq -c "delete from case_study where slug like 'new-%'" -c vacuum
}

hertz=$(getconf CLK_TCK)
: >"$data/results.tsv"
: >"$data/processes"
((ROUNDS)) && for cache in $CACHE; do
  start $([[ $cache == on ]] || echo CASEBOOK_CACHE_BYTES=0)
  ticks=$(cpu "$service")
  after_start="$(memory "$service") | $(resident "$service")"
  tidy create
  # What is asked conditionally has been read before.
  head -300 "$data/requests/case-study.txt" | sed "s|.*|url = \"$base&\"\noutput = /dev/null|" |
    curl -sSf -K - -w 'If-None-Match: %header{etag}\n' |
    paste <(head -300 "$data/requests/case-study.txt") - >"$data/requests/not-modified.txt"
  for request in $REQUESTS; do
    load "$request" 4 "$WARM" 0 >/dev/null
    tidy "$request"
  done
  for round in $(seq "$ROUNDS"); do
    for connections in $CONCURRENCY; do
      for request in $REQUESTS; do
        before=("$(cpu "$service")" "$(cpu "$database")")
        read -r count seconds p50 p99 failed bytes < <(load "$request" "$connections" "$SECS" "$round")
        sleep 0.5 # for what was in flight
        after=("$(cpu "$service")" "$(cpu "$database")")
        # wrk counts neither the request in flight on each connection nor their bytes.
        awk -v OFS='\t' -v r="$request" -v w="${work[$request]:-}" -v cache="$cache" -v c="$connections" -v n="$count" \
          -v s="$seconds" -v p50="$p50" -v p99="$p99" -v f="$failed" -v b="$bytes" -v hz="$hertz" \
          -v js="$((after[0] - before[0]))" -v ps="$((after[1] - before[1]))" \
          'BEGIN { k = (n + c) * hz / 1000
                   print w, r, cache, c, n / s, p50, p99, js / k, ps / k, (js + ps) / k, b / (n ? n : 1) / 1000, f }' \
          >>"$data/results.tsv"
        tidy "$request"
      done
    done
  done
  echo "| $cache | $started | $(awk -v t="$ticks" -v hz="$hertz" 'BEGIN { printf "%.1f", t / hz }') | $after_start |" \
    "$(memory "$service") | $(resident "$service") | $(memory "$database") |" >>"$data/processes"
  stop
done

((ROUNDS)) || exit 0
echo
echo "$(date -I), N=$N, $ROUNDS rounds of $SECS s after $WARM s of warm-up a request; load average $(cut -d' ' -f1-3 /proc/loadavg)"
echo "median [least-most] over the rounds; CPU-s: CPU-seconds per 1,000 requests"
echo
echo "| | request | cache | connections | requests/s | p50 ms | p99 ms | CPU-s service | CPU-s PostgreSQL | CPU-s both | kB | failed |"
echo "|---|---|---|---|---|---|---|---|---|---|---|---|"
# Rows without a number last.
awk -F'\t' -v OFS='\t' '!seen[$1, $2, $3, $4]++ { print ($1 ? $1 : "X"), $1, $2, $3, $4 }' "$data/results.tsv" |
  sort -s -t$'\t' -k1,1 -k3,3 -k4,4r -k5,5n | cut -f2- | tr '\t' ';' |
  while IFS=';' read -r w request cache connections; do
    printf '| %s | %s | %s | %s |' "$w" "$request" "$cache" "$connections"
    for column in 5 6 7 8 9 10 11 12; do
      awk -F'\t' -v r="$request" -v k="$cache" -v c="$connections" -v f="$column" \
        '$2 == r && $3 == k && $4 == c { print $f }' "$data/results.tsv" |
        sort -g | awk -v f="$column" '
          { v[NR] = $1; sum += $1 }
          function show(x) { return sprintf(x >= 100 ? "%.0f" : x >= 10 ? "%.1f" : x >= 1 ? "%.2f" : "%.3f", x) }
          END {
            m = NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2
            if (f == 12) printf " %d |", sum
            else if (f == 11) printf " %.1f |", m
            else printf " %s [%s-%s] |", show(m), show(v[1]), show(v[NR])
          }'
    done
    echo
  done
echo
echo "| cache | start to first answer, s | CPU-s to start | Pss after start, MiB | RSS | Pss after load | RSS | Pss of PostgreSQL |"
echo "|---|---|---|---|---|---|---|---|"
cat "$data/processes"
