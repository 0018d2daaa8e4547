-- SPDX-License-Identifier: Apache-2.0
-- The store, version 3. docs/store.md explains it; src/store/store_open.c runs it.
-- Days are ISO 8601 texts, "" if not known; identifiers that users see are texts of 16 hex digits.

CREATE TABLE runs (               -- one a call of add
    id INTEGER PRIMARY KEY,
    started TEXT NOT NULL,        -- UTC
    ended TEXT,
    version TEXT NOT NULL,        -- of bede
    pages INTEGER NOT NULL DEFAULT 0,
    known INTEGER NOT NULL DEFAULT 0,  -- pages that were in the store before
    bad INTEGER NOT NULL DEFAULT 0,    -- inputs that could not be read
    articles INTEGER NOT NULL DEFAULT 0,
    sentences INTEGER NOT NULL DEFAULT 0,
    words INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES runs,
    added TEXT NOT NULL,          -- UTC, to the second
    name TEXT NOT NULL,           -- of the input
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet INTEGER REFERENCES outlets,
    language TEXT NOT NULL,
    published TEXT NOT NULL,
    basis TEXT NOT NULL,          -- how that day is known
    updated TEXT NOT NULL,
    authors TEXT NOT NULL,        -- joined with ";"
    credits TEXT NOT NULL,        -- agencies, joined with ";"
    n_sentences INTEGER NOT NULL,
    n_words INTEGER NOT NULL,
    off_topic INTEGER NOT NULL,
    mark BLOB NOT NULL,           -- MinHash signature, src/store/near.h
    story BLOB NOT NULL,          -- content words of the first lines, src/store/same.h
    copy_of INTEGER REFERENCES articles,  -- the article that it is most alike to
    share REAL,                   -- how much of the shorter text stands in the longer one
    wire INTEGER NOT NULL,        -- the first article of its group of copies; itself if none
    banded INTEGER NOT NULL,      -- 0: all but equal to the one it copies, which finds the same
    text TEXT NOT NULL            -- last, because it is long
) STRICT;
CREATE INDEX articles_wire ON articles (wire);
CREATE INDEX articles_published ON articles (published);

-- Pages that were read, with an article in them or not: a page is not read twice.
CREATE TABLE pages (key INTEGER PRIMARY KEY, article INTEGER REFERENCES articles) STRICT;

-- What there was to find events in, for rates.
CREATE TABLE days (
    day TEXT NOT NULL,
    outlet INTEGER NOT NULL,      -- 0: not known
    articles INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    words INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (day, outlet)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentences (          -- those that carry events or quotations
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    number INTEGER NOT NULL,      -- within the article, from 1
    start INTEGER NOT NULL, bytes INTEGER NOT NULL,  -- of articles.text
    lead INTEGER NOT NULL,        -- stands in headline or lead
    hash INTEGER NOT NULL         -- of its words
) STRICT;
CREATE INDEX sentences_article ON sentences (article);
CREATE VIEW sentence_texts AS SELECT s.id, s.article, s.number,
    replace(replace(replace(CAST(substr(CAST(a.text AS BLOB), s.start + 1, s.bytes) AS TEXT),
    char(10), ' '), char(13), ' '), char(9), ' ') AS text
    FROM sentences s JOIN articles a ON a.id = s.article;

CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, code TEXT NOT NULL, country TEXT NOT NULL,
    sector TEXT NOT NULL, office TEXT NOT NULL,
    UNIQUE (name, code, country, sector, office)
) STRICT;
CREATE INDEX actors_code ON actors (code, sector);

CREATE TABLE places (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL, country TEXT NOT NULL,
    lat REAL NOT NULL, lon REAL NOT NULL,
    kind INTEGER NOT NULL,        -- 0 country, 1 region, 2 city, 3 other
    UNIQUE (name, country, lat, lon, kind)
) STRICT;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL, mode TEXT NOT NULL, context TEXT NOT NULL,
    aux INTEGER NOT NULL,         -- 1 future, 2 hypothetical, 4 negation, 8 historical
    cameo TEXT NOT NULL,
    quad INTEGER NOT NULL,
    goldstein REAL NOT NULL,
    score REAL NOT NULL,
    date TEXT NOT NULL, date_end TEXT NOT NULL, date_precision TEXT NOT NULL,
    place INTEGER REFERENCES places,
    n_mentions INTEGER NOT NULL,
    n_articles INTEGER NOT NULL,
    n_sources INTEGER NOT NULL,   -- independent ones: copies of one text count once
    family INTEGER NOT NULL,      -- kind of act, src/store/same.h
    deed TEXT NOT NULL            -- what all mentions say together, src/store/deed_text.c; '' of one
) STRICT;
CREATE INDEX events_date ON events (date);
CREATE INDEX events_type ON events (type, date);
CREATE INDEX events_place ON events (place);

CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events,
    role TEXT NOT NULL,           -- 'A' actor, 'R' recipient
    seq INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    text TEXT NOT NULL,           -- as a report says it
    code TEXT NOT NULL, date TEXT NOT NULL,  -- as in actors and events, for the index
    PRIMARY KEY (event, role, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_code ON event_parties (code, role, date);
CREATE INDEX event_parties_actor ON event_parties (actor, date);

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,            -- of the event as `bede read` prints it
    event INTEGER NOT NULL REFERENCES events,
    article INTEGER NOT NULL REFERENCES articles,
    sentence INTEGER NOT NULL REFERENCES sentences,
    type TEXT NOT NULL, mode TEXT NOT NULL, context TEXT NOT NULL,
    aux INTEGER NOT NULL, cameo TEXT NOT NULL,
    goldstein REAL NOT NULL, score REAL NOT NULL,
    date TEXT NOT NULL, date_end TEXT NOT NULL, date_precision TEXT NOT NULL,
    place INTEGER REFERENCES places,
    place_text TEXT NOT NULL,
    said_by TEXT NOT NULL, reported_by TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL,  -- bytes of the sentence
    rule TEXT NOT NULL,
    deed TEXT NOT NULL,           -- what it says, for merging anew
    why TEXT NOT NULL,            -- why it is held for a mention of the event
    weight REAL NOT NULL          -- how much speaks for it
) STRICT;
CREATE INDEX mentions_uid ON mentions (uid);
CREATE INDEX mentions_event ON mentions (event, article);
CREATE INDEX mentions_article ON mentions (article);

CREATE TABLE mention_parties (
    mention INTEGER NOT NULL REFERENCES mentions,
    role TEXT NOT NULL, seq INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,  -- bytes of articles.text
    text TEXT NOT NULL,
    PRIMARY KEY (mention, role, seq)
) STRICT, WITHOUT ROWID;

-- Where to look for events that a mention may tell of: kind of act, a country or body, a day.
CREATE TABLE event_keys (
    family INTEGER NOT NULL, code TEXT NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL,
    PRIMARY KEY (family, code, day, event)
) STRICT, WITHOUT ROWID;
-- Independent sources of an event: an outlet's name, or a group of copies without one.
CREATE TABLE event_sources (
    event INTEGER NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (event, source)
) STRICT, WITHOUT ROWID;
-- Other identifiers of an event: of those that were merged into it by hand.
CREATE TABLE event_names (uid TEXT PRIMARY KEY, event INTEGER NOT NULL) STRICT, WITHOUT ROWID;
-- What users decided: mentions of one label are one event, of two labels never.
CREATE TABLE pins (mention TEXT PRIMARY KEY, label TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What people say of codings (`bede serve`): by identifiers, which outlive merging anew.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,             -- UTC, to the second
    event TEXT NOT NULL,          -- events.uid
    mention TEXT NOT NULL,        -- mentions.uid; '' for the event as a whole
    verdict TEXT NOT NULL,        -- wrong, right
    field TEXT NOT NULL,          -- what of it
    note TEXT NOT NULL
) STRICT;
CREATE INDEX reviews_event ON reviews (event);

CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    sentence INTEGER NOT NULL REFERENCES sentences,
    speaker INTEGER REFERENCES actors,
    speaker_text TEXT NOT NULL, cue TEXT NOT NULL,
    direct INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL  -- bytes of articles.text
) STRICT;
CREATE VIEW quote_texts AS SELECT q.id, q.article, q.sentence, q.speaker, q.speaker_text, q.cue, q.direct,
    CAST(substr(CAST(a.text AS BLOB), q.start + 1, q."end" - q.start) AS TEXT) AS text
    FROM quotes q JOIN articles a ON a.id = q.article;

-- What `bede watch` knows of the feeds that it follows.
CREATE TABLE feeds (
    url TEXT PRIMARY KEY,
    etag TEXT NOT NULL, modified TEXT NOT NULL,  -- of the last answer
    due INTEGER NOT NULL,         -- Unix time: not asked before
    fails INTEGER NOT NULL        -- in a row
) STRICT, WITHOUT ROWID;
CREATE TABLE feed_items (
    url TEXT PRIMARY KEY,
    tries INTEGER NOT NULL        -- in vain; -1: done
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE sentence_words USING fts5 (
    text, content = 'sentence_texts', content_rowid = 'id', tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE title_words USING fts5 (
    title, content = 'articles', content_rowid = 'id', tokenize = 'porter unicode61');
-- Merged less often: adding is what costs.
INSERT INTO sentence_words (sentence_words, rank) VALUES ('automerge', 12);
INSERT INTO title_words (title_words, rank) VALUES ('automerge', 12);
