/* SPDX-License-Identifier: Apache-2.0 */
/* The statements of adding. ORDER SQL with store_int.h. */
#include "store/export_int.h"

const char *const bd_store_sql[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",
    [SQL_PAGE_GET] = "SELECT 1 FROM pages WHERE key = ?1",
    [SQL_PAGE_PUT] = "INSERT INTO pages (key, article) VALUES (?1, ?2)",
    [SQL_OUTLET_GET] = "SELECT id FROM outlets WHERE name = ?1",
    [SQL_OUTLET_PUT] = "INSERT INTO outlets (name) VALUES (?1)",
    [SQL_ARTICLE_NEXT] = "SELECT coalesce(max(id), 0) + 1 FROM articles",
    [SQL_ARTICLE_PUT] =
        "INSERT INTO articles (run, added, name, url, title, outlet, language, published, basis, "
        "updated, authors, credits, n_sentences, n_words, off_topic, text, mark, story, id, "
        "copy_of, share, wire, banded) VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?2, ?3, "
        "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, nullif(?19, 0), "
        "?20, ?21, ?22)",
    [SQL_ARTICLE_STORY] = "SELECT story FROM articles WHERE id = ?1",
    [SQL_ARTICLE_WIRE] = "SELECT a.wire, a.mark, coalesce(o.name, '') FROM articles a LEFT JOIN "
                         "outlets o ON o.id = a.outlet WHERE a.id = ?1",
    [SQL_TITLE_WORDS] = "INSERT INTO title_words (rowid, title) VALUES (?1, ?2)",
    [SQL_DAY_ADD] = "INSERT INTO days (day, outlet, articles, sentences, words, mentions) "
                    "VALUES (?1, ?2, 1, ?3, ?4, ?5) ON CONFLICT (day, outlet) DO UPDATE SET "
                    "articles = articles + 1, sentences = sentences + excluded.sentences, "
                    "words = words + excluded.words, mentions = mentions + excluded.mentions",
    [SQL_SENTENCE_PUT] = "INSERT INTO sentences (article, number, start, lead, hash, bytes) "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_SENTENCE_WORDS] = "INSERT INTO sentence_words (rowid, text) VALUES (?1, ?2)",
    [SQL_ACTOR_GET] = "SELECT id FROM actors WHERE name = ?1 AND code = ?2 AND country = ?3 AND "
                      "sector = ?4 AND office = ?5",
    [SQL_ACTOR_PUT] =
        "INSERT INTO actors (name, code, country, sector, office) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_PLACE_GET] = "SELECT id FROM places WHERE name = ?1 AND country = ?2 AND lat = ?3 AND "
                      "lon = ?4 AND kind = ?5",
    [SQL_PLACE_PUT] =
        "INSERT INTO places (name, country, lat, lon, kind) VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_MENTION_PUT] =
        "INSERT INTO mentions (uid, event, article, sentence, type, mode, context, aux, cameo, "
        "goldstein, score, date, date_end, date_precision, place, place_text, said_by, "
        "reported_by, trigger_start, trigger_end, rule, deed, why, weight) VALUES (?1, ?2, ?3, "
        "?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, "
        "?23, ?24)",
    [SQL_MENTION_MOVE] = "UPDATE mentions SET event = ?2, why = ?3, weight = ?4 WHERE id = ?1",
    [SQL_MENTION_PARTY] = "INSERT INTO mention_parties (mention, role, seq, actor, start, \"end\", "
                          "text) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_QUOTE_PUT] = "INSERT INTO quotes (article, sentence, speaker, speaker_text, cue, direct, "
                      "start, \"end\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [SQL_EVENT_PUT] =
        "INSERT INTO events (uid, type, mode, context, aux, cameo, quad, goldstein, score, date, "
        "date_end, date_precision, place, n_mentions, n_articles, n_sources, family, deed) VALUES "
        "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?16, ?16, ?16, ?14, ?15)",
    [SQL_EVENT_SET] =
        "UPDATE events SET mode = ?2, context = ?3, aux = ?4, cameo = ?5, goldstein = ?6, score = "
        "?7, date = ?8, date_end = ?9, date_precision = ?10, place = ?11, deed = ?12, n_mentions = "
        "?13, n_articles = ?14, type = ?15, quad = ?16, family = ?17, n_sources = (SELECT count(*) "
        "FROM event_sources WHERE event = ?1) "
        "WHERE id = ?1",
    [SQL_EVENT_MENTIONS] =
        "SELECT m.deed, m.mode, m.context, m.aux, m.cameo, m.goldstein, m.score, m.date, "
        "m.date_end, m.date_precision, m.place, coalesce(p.kind, -1) FROM mentions m LEFT JOIN "
        "places p ON p.id = m.place WHERE m.event = ?1 ORDER BY m.id LIMIT ?2",
    [SQL_EVENT_ACTORS] =
        "SELECT p.role, p.actor, p.text, a.name, a.code, a.country, a.sector, a.office, m.id FROM "
        "mentions m JOIN mention_parties p ON p.mention = m.id JOIN actors a ON a.id = p.actor "
        "WHERE m.event = ?1 ORDER BY m.id, p.role, p.seq LIMIT ?2",
    [SQL_EVENT_COUNTS] = "SELECT count(*), count(DISTINCT article) FROM mentions WHERE event = ?1",
    [SQL_EVENT_DEED] =
        "SELECT CASE WHEN deed <> '' THEN deed ELSE (SELECT deed FROM mentions WHERE "
        "event = ?1 LIMIT 1) END FROM events WHERE id = ?1",
    [SQL_EVENT_UID] = "SELECT id FROM events WHERE uid = ?1 UNION ALL SELECT event FROM "
                      "event_names WHERE uid = ?1 LIMIT 1",
    [SQL_EVENT_PARTIES_DROP] = "DELETE FROM event_parties WHERE event = ?1",
    [SQL_EVENT_PARTY] = "INSERT INTO event_parties (event, role, seq, actor, text, code, date) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_KEY_PUT] = "INSERT OR IGNORE INTO event_keys (family, code, day, event) VALUES (?1, ?2, "
                    "?3, ?4)",
    [SQL_KEY_FIND] = "SELECT DISTINCT event FROM event_keys WHERE family = ?1 AND code = ?2 AND "
                     "day BETWEEN ?3 AND ?4 ORDER BY event DESC LIMIT ?5",
    [SQL_SOURCE_PUT] = "INSERT OR IGNORE INTO event_sources (event, source) VALUES (?1, ?2)",
    [SQL_COPY_EVENT] = "SELECT m.event FROM mentions m JOIN sentences s ON s.id = m.sentence JOIN "
                       "events e ON e.id = m.event WHERE m.article = ?1 AND s.hash = ?2 AND "
                       "e.family = ?3 ORDER BY m.id",
    [SQL_PIN_GET] = "SELECT label FROM pins WHERE mention = ?1",
    [SQL_LABEL_EVENT] = "SELECT m.event FROM pins p JOIN mentions m ON m.uid = p.mention WHERE "
                        "p.label = ?1 AND m.event > 0 ORDER BY m.id LIMIT 1",
    [SQL_EVENT_LABELS] = "SELECT p.label FROM mentions m JOIN pins p ON p.mention = m.uid WHERE "
                         "m.event = ?1 LIMIT 1",
    [SQL_RUN_ADD] = "UPDATE runs SET pages = pages + ?2, known = known + ?3, bad = bad + ?4, "
                    "articles = articles + ?5, sentences = sentences + ?6, words = words + ?7, "
                    "mentions = mentions + ?8 WHERE id = ?1",
    [SQL_OUT_PARTIES] =
        "SELECT p.role, p.text, a.name, a.code, a.country, a.sector, a.office FROM event_parties p "
        "JOIN actors a ON a.id = p.actor WHERE p.event = ?1 ORDER BY p.role, p.seq",
    [SQL_OUT_MENTIONS] =
        "SELECT m.uid, m.why, a.name, a.url, coalesce(o.name, ''), a.title, a.language, "
        "a.published, "
        "a.added, a.credits, m.said_by, m.reported_by, m.rule, (SELECT t.text FROM "
        "sentence_texts t WHERE t.id = s.id), m.trigger_start, "
        "m.trigger_end, a.id, s.number, s.start, s.lead, m.weight, m.place_text, "
        "(SELECT start FROM mention_parties WHERE mention = m.id AND role = 'A' ORDER BY seq LIMIT "
        "1), "
        "(SELECT start FROM mention_parties WHERE mention = m.id AND role = 'R' ORDER BY seq LIMIT "
        "1), "
        "CASE WHEN ?2 THEN a.text ELSE '' END FROM mentions m JOIN articles a ON a.id = m.article "
        "JOIN "
        "sentences s ON s.id = m.sentence LEFT JOIN outlets o ON o.id = a.outlet WHERE m.event = "
        "?1 "
        "ORDER BY m.id LIMIT ?3",
    [SQL_OUT_TOLD] =
        "SELECT p.role, p.start, p.\"end\", p.text, a.name, a.code, a.country, a.sector, a.office, "
        "s.start, s.bytes FROM mention_parties p JOIN actors a ON a.id = p.actor "
        "JOIN mentions m ON m.id = p.mention JOIN sentences s ON s.id = m.sentence WHERE m.uid = "
        "?1 "
        "AND "
        "m.event = ?2 ORDER BY p.role, p.seq",
    [SQL_OUT_ROWS] =
        "SELECT " BD_EVENT_COLUMNS " FROM json_each(?1) j CROSS JOIN events e ON e.id = "
        "j.value LEFT JOIN places pl ON pl.id = e.place ORDER BY j.key",
};
