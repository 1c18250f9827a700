-- What wrk asks for: the paths of a file, by chance, as a browser does. Prints its figures as JSON.
local paths, requests = {}, {}

function init(arguments)
  for path in io.lines(arguments[1]) do paths[#paths + 1] = path end
  math.randomseed(tonumber(tostring(wrk.thread):match("0x(%x+)"), 16) % 2 ^ 31)
  local headers = { ["Accept-Encoding"] = "gzip, deflate, br, zstd", Host = "hub.example" }
  for number, path in ipairs(paths) do requests[number] = wrk.format("GET", path, headers) end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answers": %d, "seconds": %.1f, "bytes": %d, "failed": %d, "not well": %d, "median": %.2f, "of 99 in 100": %.2f, "longest": %.2f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
