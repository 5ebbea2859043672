#!/usr/bin/env bash
# Makes the JVM's AOT cache (JEP 483, 514, 515): starts the service as it will be started, asks it what callers ask, and
# stops it; what the JVM loaded, linked and counted meanwhile is the cache. Arguments: the directory of the packaged
# service, that of the embedded database's jar, the cache, and the options of the JVM that it has to fit. The database is
# brought by another copy of the service: this jar must not be on the class path of the one that is trained, since it will
# not be there when it serves.
set -euo pipefail
service=$(realpath "$1") embedded=$(realpath "$2") cache=$(realpath -m "$3")
options=("${@:4}")
work=$(mktemp -d)
finish() {
  local status=$?
  [[ $status == 0 ]] || tail -n 50 "$work"/*.log >&2
  kill $(jobs -p) 2>/dev/null || true
  wait || true
  rm -rf "$work"
}
trap finish EXIT

# The status that a request is answered with: ask PORT METHOD PATH [HEADERS [BODY]]
ask() {
  local status
  exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
  printf '%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: gzip\r\n%b\r\n%s' \
    "$2" "$3" "${4:-}" "${5:-}" >&3
  read -r _ status _ <&3
  cat <&3 >/dev/null
  exec 3>&-
  echo "$status"
}

# Waits for a service: until_ready PORT PID
until_ready() {
  until [[ $(ask "$1" GET /q/health/ready 2>/dev/null) == 200 ]]; do
    kill -0 "$2"
    sleep 0.2
  done
}

cp -R "$service" "$work/service"
cp "$embedded"/* "$work/service/lib/main"
cd "$work/service"
CASEBOOK_DATA_DIRECTORY="$work/data" QUARKUS_HTTP_PORT=8081 java -jar quarkus-run.jar >"$work/database.log" 2>&1 &
until_ready 8081 $!

export QUARKUS_DATASOURCE_USERNAME=casebook_service CASEBOOK_OWNER_USERNAME=casebook_owner
{ read -r _; read -r CASEBOOK_OWNER_PASSWORD; read -r QUARKUS_DATASOURCE_PASSWORD; } <"$work/data/database/passwords"
export CASEBOOK_OWNER_PASSWORD QUARKUS_DATASOURCE_PASSWORD
port=$(sed -n 4p "$work/data/database/cluster/postmaster.pid")
export QUARKUS_DATASOURCE_JDBC_URL="jdbc:postgresql://127.0.0.1:$port/casebook"
cd "$service"
CASEBOOK_LIMIT_PER_ADDRESS=0 java "${options[@]}" -XX:AOTCacheOutput="$cache" -jar quarkus-run.jar >"$work/service.log" 2>&1 &
trained=$!
until_ready 8080 $trained

read -r key <"$work/data/admin-key"
json="Authorization: Bearer $key\r\nContent-Type: application/json\r\n"
draft='{"slug": "trained", "title": "Trained", "lead": ["essex"], "summary": "Written to train.",
  "sections": [{"kind": "approach", "body": "It is *written*."}]}'
figure='{"caseStudy": "trained", "title": "Answered", "statement": "From 41% to 83%.", "kind": "outcome",
  "unit": "percent", "polarity": "higher-is-better",
  "observations": [{"role": "baseline", "value": 41}, {"role": "actual", "value": 83}]}'
write() { ask 8080 POST "$1" "${json}Content-Length: ${#2}\r\n" "$2"; }
[[ $(write /v1/case-studies "$draft") == 201 && $(write /v1/metrics "$figure") == 201 ]]

for _ in {1..20}; do
  for path in /v1 /v1/councils /v1/councils/hertfordshire /v1/case-studies/bedford-reviews \
    '/v1/case-studies?limit=20&theme=leadership&council=bedford' \
    '/v1/case-studies?q=dementia%20care%20home&facets=theme,topic,population,council' \
    /v1/case-studies/bedford-reviews/related /v1/case-studies/bedford-reviews/revisions \
    /v1/metrics/bedford-reviews-02 '/v1/metrics?hasChange=true' /v1/metrics/bedford-reviews-02/chart.svg \
    '/v1/metrics/summary?groupBy=theme&unit=people' '/v1/observations?kind=outcome' \
    '/v1/observations?caseStudy=bedford-reviews&format=csv' /v1/funding-programmes /v1/grants /v1/vocabularies \
    '/v1/changes?limit=500&include=representation' /v1/changes/digest; do
    [[ $(ask 8080 GET "$path") == 200 ]]
  done
done

kill $trained
# The JVM's end after a signal is 143.
wait $trained || [[ $? == 143 ]]
[[ -s $cache ]]
