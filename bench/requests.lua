-- wrk … -s requests.lua URL -- FILE SEED: asks for paths drawn from the file, one a line.
-- Prints: requests, seconds, p50 and p99 in ms, requests that failed or were not answered 2xx or 3xx, bytes.
local paths = {}

function init(arguments)
  for path in io.lines(arguments[1]) do
    paths[#paths + 1] = path
  end
  math.randomseed(tonumber(arguments[2]))
end

function request()
  return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("result %d %.3f %.2f %.2f %d %d\n",
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.timeout + e.status, summary.bytes))
end
