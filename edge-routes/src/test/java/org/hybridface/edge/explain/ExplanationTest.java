// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationTest {

    private static final String ID = "4da91b7e-0c3f-4f0e-9d0a-6b8e8f2f7c11";
    private static final String LATER_ID = "77777777-0c3f-4f0e-9d0a-6b8e8f2f7c22";

    private static final String LIFE = """
            2026-01-31T10:15:29.900Z event=keyed key=User001 limit=0.53 nearest=User003 distance=0.71
            2026-01-31T10:15:29.950Z event=gate key=User001 size=38 minSize=40 sharpness=0.09 minSharpness=0.15 yaw=-8 maxYaw=45 cut=true why=too-small,blurred,cut
            2026-01-31T10:15:30.120Z event=gate key=User001 size=134 minSize=40 sharpness=0.87 minSharpness=0.15 yaw=2 maxYaw=45 cut=false
            2026-01-31T10:15:30.121Z event=verdict key=User001 verdict=ask asks=1
            2026-01-31T10:15:30.123Z event=ask key=User001 id=%1$s photo=23990 size=134 sharpness=0.87 yaw=2
            2026-01-31T10:15:30.130Z event=sealed key=User001 bytes=32243
            2026-01-31T10:15:30.150Z event=verdict key=User001 verdict=wait until=2026-01-31T10:16:30.121Z
            2026-01-31T10:15:30.193Z event=asking-another key=User001
            2026-01-31T10:15:30.193Z event=sending key=User001 id=%1$s bytes=32214
            2026-01-31T10:15:30.200Z event=keyed key=User004 limit=0.53
            2026-01-31T10:15:30.201Z event=published key=User001 id=%1$s
            2026-01-31T10:15:30.535Z event=answer key=User001 id=%1$s state=named version=42 similarity=98.7 face=00000000-0000-0000-0000-000000000001 ms=414 trace=claim-event:12,store-photo:41,search-face:120
            2026-01-31T10:15:30.540Z event=taken-out key=User001 id=%1$s version=42
            2026-01-31T10:21:00.000Z event=recognised key=User001 distance=0.31 limit=0.53 away=310
            """.formatted(ID);

    @TempDir
    Path journal;

    private final Locale locale = Locale.getDefault();

    @BeforeEach
    void aGermanOperator() {
        Locale.setDefault(Locale.GERMANY);
    }

    @AfterEach
    void backHome() {
        Locale.setDefault(locale);
    }

    @Test
    void theLifeOfAFaceReadsFromTopToBottom() throws IOException {
        write(LIFE);
        assertThat(Explanation.of(journal, "User001")).isEqualTo("""
                User001, 1 question to the cloud; times are UTC

                2026-01-31
                10:15:29.900              new face, got its key: the nearest was User003 at distance 0.71, not below 0.53
                10:15:29.950      +50 ms  quality gate: refused, too-small and blurred and cut: size 38 px (40 or more), sharpness 0.09 (0.15 or more), yaw -8 degrees (45 at most), cut by the picture's edge
                10:15:30.120     +170 ms  quality gate: passed: size 134 px (40 or more), sharpness 0.87 (0.15 or more), yaw 2 degrees (45 at most), whole
                10:15:30.121       +1 ms  cache: ask the cloud now, question 1
                10:15:30.123       +2 ms  photo taken: 23990 bytes, size 134 px, sharpness 0.87, yaw 2 degrees
                10:15:30.130       +7 ms  sealed in the outbox: 32243 bytes
                10:15:30.150      +20 ms  cache: asked already, not again before 2026-01-31 10:16:30
                10:15:30.193      +43 ms  left the outbox: 32214 bytes to the broker
                10:15:30.201       +8 ms  the broker has it (PUBACK)
                10:15:30.535     +334 ms  the cloud answered 414 ms after the question: named, similarity 98.7 %, face 00000000-0000-0000-0000-000000000001; stored, shadow version 42
                10:15:30.540       +5 ms  taken out of the shadow, version 42
                10:21:00.000    +329.4 s  in view again after 310.0 s: distance 0.31 (same face below 0.53)

                Question 4da91b7e-0c3f-4f0e-9d0a-6b8e8f2f7c11
                  412 ms from photo to stored answer: outbox 70, broker 8, cloud and back 334 (of it 173 in the Lambda's steps: claim-event 12, store-photo 41, search-face 120)
                  In the cloud, CloudWatch Logs Insights on /aws/lambda/face-recogniser:
                    fields @timestamp, @message | filter @message like "4da91b7e-0c3f-4f0e-9d0a-6b8e8f2f7c11" | sort @timestamp

                Lines of the journal that could not be read: 1
                """);
    }

    @Test
    void anEventIdFindsItsFaceWithoutItsOtherQuestions() throws IOException {
        write(LIFE + "2026-02-01T11:00:00.000Z event=ask key=User001 id=" + LATER_ID + " photo=1 size=1 sharpness=1 yaw=0\n");
        assertThat(Explanation.of(journal, ID)).contains("taken out of the shadow").doesNotContain(LATER_ID, "2026-02-01");
        assertThat(Explanation.of(journal, LATER_ID)).contains("2026-02-01\n11:00:00.000 ").contains("+24 h 39 min").doesNotContain(ID);
        assertThat(Explanation.of(journal, "user001")).startsWith("User001, 2 questions").contains(ID, LATER_ID);
    }

    @Test
    void aQuestionThatHangsSaysWhereToLook() throws IOException {
        String[] lines = LIFE.split("\n");
        write(String.join("\n", java.util.Arrays.copyOf(lines, 6)));
        assertThat(Explanation.of(journal, ID)).contains("It waits in the outbox: is the broker there?");
        write(String.join("\n", java.util.Arrays.copyOf(lines, 9)));
        assertThat(Explanation.of(journal, ID)).contains("The broker did not acknowledge it");
        write(String.join("\n", java.util.Arrays.copyOf(lines, 11)));
        assertThat(Explanation.of(journal, ID)).contains("The broker has it, but no answer came: look into the cloud");
    }

    @Test
    void everyOtherEventHasItsWords() throws IOException {
        write("""
                2026-01-31T10:00:00Z event=keyed key=User001 limit=0.53
                2026-01-31T10:00:01Z event=verdict key=User001 verdict=no-budget
                2026-01-31T10:00:02Z event=verdict key=User001 verdict=answered until=2026-02-01T10:00:00Z
                2026-01-31T10:00:03Z event=verdict key=User001 verdict=ask asks=2 why=expired
                2026-01-31T10:00:04Z event=ask-failed key=User001
                2026-01-31T10:00:05Z event=dropped key=User001
                2026-01-31T10:00:06Z event=answer key=User001 state=rejected version=3 reason=no-face
                2026-01-31T10:00:06Z event=ask-again key=User001
                2026-01-31T10:00:07Z event=renamed key=User001
                2026-01-31T10:00:08Z event=forgotten key=User001 why=capacity
                2026-01-31T10:00:09Z event=forgotten key=User001 why=request
                """);
        assertThat(Explanation.of(journal, "User001")).contains(
                "new face, got its key: there was no other to compare with",
                "cache: not asked, this hour's budget is spent (cloud.budget.per-hour)",
                "cache: known, not asked again before 2026-02-01 10:00:00",
                "cache: ask the cloud now, question 2; the last answer is older than face.cache.ttl",
                "the question failed on the device",
                "the question was dropped from the outbox",
                "heard from the cloud, unasked: rejected, no-face; stored, shadow version 3",
                "to be asked again on request",
                "named by a person at this device",
                "forgotten: the cache was full",
                "forgotten: on request");
    }

    @Test
    void anUnknownKeySaysWhichWereSeenLast() throws IOException {
        write(LIFE);
        assertThatThrownBy(() -> Explanation.of(journal, "User999")).isInstanceOf(NothingKnownException.class).hasMessage(
                "the journal knows no key and no event id 'User999': this device never saw it, or it is older than the journal keeps "
                        + "(edge.journal.max-bytes). Last seen: User001 (2026-01-31 10:21 UTC), User004 (2026-01-31 10:15 UTC)");
    }

    @Test
    void withoutAJournalItSaysWhatToGive() {
        assertThatThrownBy(() -> Explanation.of(journal.resolve("none"), "User001"))
                .isInstanceOf(NothingKnownException.class).hasMessageContaining("-Dedge.data.dir=...");
    }

    private void write(String lines) throws IOException {
        Files.writeString(journal.resolve(FaceJournal.CURRENT), lines);
    }
}
