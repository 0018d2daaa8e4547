-- SPDX-License-Identifier: Apache-2.0
-- Filtered questions to the reading desk for wrk, hardly ever the same one twice: a party, a type,
-- a year and a half that begins with any month, any of the first pages. BEDE_ASK=overview asks for
-- all that the page draws instead.
local types = { "CONSULT", "AGREE", "ASSAULT", "ACCUSE", "COERCE", "AID", "REQUEST", "REJECT", "THREATEN", "PROTEST" }
local parties = { "RUS", "USA", "CAQ", "DAQ", "EAQ", "FAQ", "GAQ", "HAQ", "RUSGOV", "USAMIL", "REB", "COP" }
local path = os.getenv("BEDE_ASK") == "overview" and "overview" or "events"
local thread = 0

function setup(t)
    thread = thread + 1
    t:set("seed", thread)
end

function init()
    math.randomseed(tonumber(seed))
end

function request()
    local year, month = 2010 + math.random(0, 7), math.random(1, 12)
    local q = string.format("/api/v1/%s?either=%s&type=%s&since=%d-%02d-01&until=%d-%02d-28", path, parties[math.random(#parties)],
        types[math.random(#types)], year, month, year + 1, month)
    if path == "events" then q = q .. string.format("&limit=20&offset=%d", 20 * math.random(0, 3)) end
    return wrk.format("GET", q)
end
