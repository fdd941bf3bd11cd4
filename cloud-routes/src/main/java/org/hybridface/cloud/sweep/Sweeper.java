// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Variable;
import org.hybridface.cloud.event.Cause;
import org.hybridface.cloud.event.Json;
import org.hybridface.cloud.sweep.Finding.Verdict;
import org.hybridface.cloud.sweep.Found.Todo;
import org.hybridface.messages.InvalidMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** The steps of a sweep, a page at a time. Thread safe. */
public final class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger("face");

    /** Entries of one page: some hundred reads of a few milliseconds each, and as many deletions at worst. */
    private static final int PAGE = 50;

    /** No page is begun with less time than this left: a page of deletions takes half of it. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    /** In a page where at least so many faces are to be deleted, and more than stay, the table is not the one of this collection. */
    private static final int SUSPICIOUS = 10;

    private final Optional<FacePages> faces;
    private final SweepTable table;
    private final PhotoPages photos;
    private final String bucket;
    private final Duration patience;
    private final boolean deletes;
    private final Clock clock;

    /** @param faces empty for a recogniser that cannot list its faces: nothing is swept then */
    public static Sweeper of(SweepRules rules, Optional<FacePages> faces, DynamoDbClient dynamoDb, S3Client s3, Clock clock) {
        return new Sweeper(faces, new SweepTable(dynamoDb, rules.table(), rules.keepEvents(), clock), new PhotoPages(s3, rules.bucket()), rules.bucket(),
                rules.patience(), rules.deletes(), clock);
    }

    /**
     * @param faces    empty for a recogniser that cannot list its faces: nothing is swept then
     * @param patience how long something without explanation is left alone; longer than any event is delivered again
     * @param deletes  false: what would be deleted is reported only
     */
    Sweeper(Optional<FacePages> faces, SweepTable table, PhotoPages photos, String bucket, Duration patience, boolean deletes, Clock clock) {
        this.faces = faces;
        this.table = table;
        this.photos = photos;
        this.bucket = bucket;
        this.patience = patience;
        this.deletes = deletes;
        this.clock = clock;
    }

    public Sweep begin(@Variable("deadline") Instant deadline, @Variable("requestId") String requestId) {
        return new Sweep(table.progress(), deadline, requestId);
    }

    public boolean goesOn(@Variable("sweep") Sweep sweep) {
        return faces.isPresent() && !sweep.isComplete() && clock.instant().plus(RESERVE).isBefore(sweep.deadline());
    }

    /** Keeps how far the sweep has come, so that a run which is cut off costs one page. */
    public void save(@Variable("sweep") Sweep sweep) {
        table.save(sweep.at());
    }

    /** The next of what nothing explains, each with what is to be done. */
    public List<? extends Found> nextPage(@Variable("sweep") Sweep sweep) {
        return switch (sweep.at().part()) {
            case FACES -> faces(sweep);
            case ITEMS -> items(sweep);
            case PHOTOS -> photos(sweep);
        };
    }

    /** Nothing is deleted unless this sweeper is armed. */
    public String todo(@Body Found found) {
        return (found.todo().deletes() && !deletes ? Todo.SAY : found.todo()).name();
    }

    /** Says what is left alone, and why. */
    public void tell(@Variable("sweep") Sweep sweep, @Body Found found) {
        tell(sweep, found, found.todo().deletes() ? "would-delete" : found.status());
    }

    private List<Finding> faces(Sweep sweep) {
        Page<PooledFace> page = faces.orElseThrow().page(sweep.at().next(), PAGE);
        List<Finding> findings = page.entries().stream().filter(face -> !table.hasFace(face.faceId()))
                .map(face -> Finding.of(face, table.noteOf(face), patience, clock.instant())).toList();
        sweep.count("faces", page.entries().size());
        sweep.count("orphans", (int) findings.stream().filter(finding -> finding.verdict() != Verdict.ALIVE).count());
        sweep.goOnAfter(page);
        long due = findings.stream().filter(finding -> finding.verdict() == Verdict.DUE).count();
        if (due >= SUSPICIOUS && due > page.entries().size() - due) {
            sweep.count("suspicious", (int) due);
            LOG.error("event=sweep status=refused faces={} reason=\"most faces of this page have no item: is FACE_TABLE the table of COLLECTION_ID?"
                    + " Nothing of it is deleted\"", due);
            return List.of();
        }
        return findings;
    }

    /** Writes down what was found; a second sweeper that was faster has said so. */
    public void note(@Variable("sweep") Sweep sweep, @Body Found found) {
        if (isNoted(found)) {
            tell(sweep, found);
        }
    }

    private boolean isNoted(Found found) {
        if (found instanceof TableEntry entry) {
            return switch (entry.verdict()) {
                case FACELESS -> table.markFaceless(entry);
                case BACK -> table.unmarkFaceless(entry);
                case ABANDONED -> table.letExpireUnlessClaimed(entry);
                default -> table.letExpire(entry.id());
            };
        }
        // An event that says its face stays, though nobody wrote an item, has its time and no more.
        return found instanceof Finding finding && (finding.verdict() == Verdict.UNDECIDED ? table.letExpire(finding.note().id()) : table.note(finding));
    }

    /** @return whether the face is this sweep's: no run works on its event, and none has written its item meanwhile */
    public boolean lease(@Variable("sweep") Sweep sweep, @Body Finding finding) {
        if (!table.lease(finding.note(), sweep.deadline(), sweep.requestId())) {
            return false;
        }
        if (table.hasFace(finding.face().faceId())) {
            table.release(finding.note());
            return false;
        }
        return true;
    }

    /** The face is out of the collection; its note is remembered for a while. */
    public void deleted(@Variable("sweep") Sweep sweep, @Body Finding finding) {
        table.letExpire(finding.note().id());
        tell(sweep, finding, "deleted");
    }

    private List<TableEntry> items(Sweep sweep) {
        Page<Map<String, AttributeValue>> page = table.scan(sweep.at().next(), PAGE);
        Set<String> ids = page.entries().stream().flatMap(item -> TableEntry.faceOf(item).stream()).collect(Collectors.toSet());
        Set<String> pooled = faces.orElseThrow().known(ids);
        sweep.count("items", page.entries().size());
        sweep.goOnAfter(page);
        List<TableEntry> found = new ArrayList<>();
        for (Map<String, AttributeValue> item : page.entries()) {
            boolean explained = TableEntry.isNote(item) && table.hasFace(TableEntry.faceOf(item).orElseThrow());
            TableEntry entry = TableEntry.of(item, TableEntry.faceOf(item).filter(pooled::contains).isPresent(), explained, patience, sweep.at().began(), clock.instant());
            if (entry.verdict() != TableEntry.Verdict.FINE) {
                found.add(entry);
            }
        }
        return found;
    }

    /** The table deletes an item whose face has been missing for long enough. */
    public void expire(@Variable("sweep") Sweep sweep, @Body TableEntry entry) {
        if (table.expire(entry)) {
            tell(sweep, entry, "expired");
        }
    }

    /** The next labelled photos that no face has, old enough and with no run at work. */
    private List<LabelledPhoto> photos(Sweep sweep) {
        Page<LabelledPhoto> page = photos.page(sweep.at().next(), PAGE);
        sweep.count("photos", page.entries().size());
        sweep.goOnAfter(page);
        return page.entries().stream().filter(photo -> photo.isOlderThan(patience, clock.instant())).filter(this::isUnused).toList();
    }

    private boolean isUnused(LabelledPhoto photo) {
        Note event = table.noteOf(photo);
        return !event.isLeased(clock.instant())
                && table.linkOf(event, Sweeper::faceOf).filter(("s3://" + bucket + "/" + photo.key())::equals).isEmpty();
    }

    private static Optional<String> faceOf(String result) {
        try {
            return Optional.of(Json.parse(result.getBytes(StandardCharsets.UTF_8)).path("faceId").asText())
                    .filter(id -> !id.isEmpty());
        } catch (InvalidMessageException e) {
            return Optional.empty();
        }
    }

    /** Deletes a photo as a run of its event, so that none stores or reads it meanwhile. */
    public void deletePhoto(@Variable("sweep") Sweep sweep, @Body LabelledPhoto photo) {
        Note event = table.noteOf(photo);
        if (isUnused(photo) && table.leaseOrClaim(event, sweep.deadline(), sweep.requestId())) {
            photos.delete(photo);
            table.release(event);
            tell(sweep, photo, "deleted");
        }
    }

    /** One that failed does not keep the others from being swept; the next sweep tries it again. */
    public void failed(@Variable("sweep") Sweep sweep, @Body Found found, @ExchangeException Exception cause) {
        sweep.count("failed");
        LOG.warn("{} status=failed cause={}; the next sweep tries again", found, Cause.text(cause));
    }

    private static void tell(Sweep sweep, Found found, String status) {
        sweep.count(status);
        LOG.info("{} status={}", found, status);
    }

    /** The function's return value and the line of the sweep. */
    public byte[] report(@Variable("sweep") Sweep sweep) {
        ObjectNode report = faces.isPresent() ? sweep.report() : Json.MAPPER.createObjectNode().put("status", "rejected")
                .put("reason", "this recogniser cannot list its faces");
        report.put("deletes", deletes);
        LOG.info("event=sweep {}", report);
        return Json.bytes(report);
    }
}
