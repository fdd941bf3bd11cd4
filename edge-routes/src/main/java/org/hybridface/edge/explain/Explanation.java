// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The life of one face as text, read from the journal. */
public final class Explanation {

    /** Cloud side: the function's log group, as pulumi/ names it. */
    private static final String LOG_GROUP = "/aws/lambda/face-recogniser";
    private static final int LAST_KEYS = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final List<JournalEntry> entries;
    private final int unread;

    private Explanation(JournalReader.Contents journal) {
        this.entries = journal.entries();
        this.unread = journal.unread();
    }

    /**
     * @param journal the journal's directory; only read, so the device may run meanwhile
     * @throws NothingKnownException when there is no such face or journal; its text says what to do
     */
    public static String of(Path journal, String keyOrEventId) throws IOException {
        try {
            return new Explanation(JournalReader.read(journal)).explain(keyOrEventId.strip());
        } catch (NoSuchFileException e) {
            throw new NothingKnownException("there is no journal in " + journal + ": the device has not seen a face yet, keeps no journal "
                    + "(edge.journal.max-bytes=0), or has another data directory (give it with -Dedge.data.dir=...)");
        }
    }

    private String explain(String wanted) {
        List<JournalEntry> life = ofKey(wanted);
        if (life.isEmpty()) {
            life = ofQuestion(wanted);
        }
        if (life.isEmpty()) {
            throw new NothingKnownException(unknown(wanted));
        }
        Map<String, Question> questions = questions(life);
        StringBuilder text = new StringBuilder();
        text.append(life.get(0).event().key()).append(", ").append(questions.size()).append(questions.size() == 1 ? " question" : " questions")
                .append(" to the cloud; times are UTC\n");
        timeline(text, life);
        questions.values().forEach(question -> conclusion(text, question));
        if (unread > 0) {
            text.append("\nLines of the journal that could not be read: ").append(unread).append('\n');
        }
        return text.toString();
    }

    private static void timeline(StringBuilder text, List<JournalEntry> life) {
        Instant before = null;
        LocalDate day = null;
        for (JournalEntry entry : life) {
            LocalDate today = entry.at().atZone(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(day)) {
                text.append('\n').append(today).append('\n');
            }
            String gap = before == null ? "" : "+" + EventWords.span(Duration.between(before, entry.at()));
            text.append(String.format("%s %11s  %s\n", TIME.format(entry.at()), gap, EventWords.of(entry.event())));
            day = today;
            before = entry.at();
        }
    }

    private static void conclusion(StringBuilder text, Question question) {
        text.append("\nQuestion ").append(question.id()).append('\n');
        question.hops().ifPresent(hops -> text.append("  ").append(hops).append('\n'));
        question.missing().ifPresent(missing -> text.append("  ").append(missing).append('\n'));
        text.append("  In the cloud, CloudWatch Logs Insights on ").append(LOG_GROUP).append(":\n")
                .append("    fields @timestamp, @message | filter @message like \"").append(question.id()).append("\" | sort @timestamp\n");
    }

    private List<JournalEntry> ofKey(String key) {
        return entries.stream().filter(entry -> entry.event().key().equalsIgnoreCase(key)).toList();
    }

    /** The face's life without its other questions. */
    private List<JournalEntry> ofQuestion(String id) {
        Optional<String> key = entries.stream().filter(entry -> entry.event().id().filter(id::equalsIgnoreCase).isPresent())
                .map(entry -> entry.event().key()).findFirst();
        return key.map(this::ofKey).orElse(List.of()).stream()
                .filter(entry -> entry.event().id().map(id::equalsIgnoreCase).orElse(true)).toList();
    }

    private static Map<String, Question> questions(List<JournalEntry> life) {
        Map<String, List<JournalEntry>> byId = new LinkedHashMap<>();
        life.forEach(entry -> entry.event().id().ifPresent(id -> byId.computeIfAbsent(id, one -> new ArrayList<>()).add(entry)));
        Map<String, Question> questions = new LinkedHashMap<>();
        byId.forEach((id, own) -> questions.put(id, new Question(id, own)));
        return questions;
    }

    private String unknown(String wanted) {
        StringBuilder text = new StringBuilder("the journal knows no key and no event id '" + wanted
                + "': this device never saw it, or it is older than the journal keeps (edge.journal.max-bytes).");
        Set<String> keys = new LinkedHashSet<>();
        List<JournalEntry> newestFirst = new ArrayList<>(entries);
        Collections.reverse(newestFirst);
        for (JournalEntry entry : newestFirst) {
            if (keys.size() < LAST_KEYS && keys.add(entry.event().key())) {
                text.append(keys.size() == 1 ? " Last seen:" : ",").append(' ').append(entry.event().key()).append(" (")
                        .append(MINUTE.format(entry.at())).append(" UTC)");
            }
        }
        return text.append(keys.isEmpty() ? " It is empty." : "").toString();
    }
}
