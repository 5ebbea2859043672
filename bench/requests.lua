-- wrk … -s requests.lua URL -- FILE SEED: sends requests drawn from the file, one a line: a path, and after tabs a header
-- field and a body to POST. {n} in a body becomes a number that no other request has.
-- Prints: requests, seconds, p50 and p99 in ms, requests that failed or were not answered 2xx or 3xx, bytes.
local requests = {}
local n

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, name, value, body = line:match("^([^\t]+)\t?([^:\t]*):? ?([^\t]*)\t?(.*)$")
    local headers = name ~= "" and { [name] = value } or {}
    if body == "" then
      requests[#requests + 1] = wrk.format("GET", path, headers)
    else
      headers["Content-Type"] = "application/json"
      requests[#requests + 1] = function()
        n = n + 1
        return wrk.format("POST", path, headers, (body:gsub("{n}", n)))
      end
    end
  end
  local seed = tonumber(arguments[2])
  math.randomseed(seed)
  n = seed * 1000000
end

function request()
  local drawn = requests[math.random(#requests)]
  return type(drawn) == "function" and drawn() or drawn
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format("result %d %.3f %.2f %.2f %d %d\n",
    summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.connect + e.read + e.write + e.timeout + e.status, summary.bytes))
end
