// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.live;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hybridface.edge.visit.Visit;
import org.hybridface.edge.visit.Visit.Certainty;
import org.hybridface.edge.visit.Visit.Phase;
import org.hybridface.edge.visit.VisitLog;
import org.hybridface.edge.visit.VisitSearch;

/** Who came when, for the page, for programs and for spreadsheets. */
public final class VisitsApi {

    /** As many as a browser shows at once with ease. */
    private static final int USUAL = 1000;

    /** Some weeks of a busy door; more would take the program's memory. */
    private static final int MOST = 10_000;

    private static final int BAD_REQUEST = 400;

    /** With these a spreadsheet takes a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final VisitLog log;
    private final UnaryOperator<String> photos;
    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param photos where the picture of a key is that the device has in memory; null when it has none
     * @param clock  time of day
     * @param zone   where the device's days begin
     */
    VisitsApi(VisitLog log, UnaryOperator<String> photos, Clock clock, ZoneId zone) {
        this.log = log;
        this.photos = photos;
        this.clock = clock;
        this.zone = zone;
    }

    /** A search that cannot be meant; the text says what to give. */
    private static final class WrongSearchException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongSearchException(String message) {
            super(message);
        }
    }

    /**
     * The visits of a day, or between two times, the newest first; of everybody or of one person. Of the parameters each may be absent (null);
     * without any: today.
     *
     * @param day    2026-11-27, in the device's time zone
     * @param from   ISO 8601 with zone, instead of a day
     * @param to     likewise
     * @param person part of a name, or a key
     * @param most   so many at most
     */
    public Map<String, Object> list(@Header("day") String day, @Header("from") String from, @Header("to") String to, @Header("person") String person,
            @Header("most") String most, Exchange exchange) throws IOException {
        try {
            VisitSearch search = search(day, from, to, person, most);
            List<Visit> visits = log.find(search);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("zone", zone.getId());
            answer.put("from", search.from().toString());
            answer.put("to", search.to().toString());
            answer.put("complete", visits.size() < search.most());
            answer.put("visits", visits.stream().map(this::describe).toList());
            return answer;
        } catch (WrongSearchException e) {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, BAD_REQUEST);
            return Map.of("error", e.getMessage());
        }
    }

    /** The same as {@link #list} in RFC 4180's form, with a line of names on top. */
    public String csv(@Header("day") String day, @Header("from") String from, @Header("to") String to, @Header("person") String person,
            @Header("most") String most, Exchange exchange) throws IOException {
        try {
            StringWriter text = new StringWriter();
            try (CSVPrinter table = new CSVPrinter(text, CSVFormat.RFC4180)) {
                table.printRecord("begun", "ended", "seconds", "key", "name", "certain", "cameras");
                for (Visit visit : log.find(search(day, from, to, person, most))) {
                    table.printRecord(visit.begun(), visit.phase() == Phase.ENDED ? visit.lastSeen() : "", seconds(visit), visit.key(),
                            cell(visit.name().orElse("")), visit.certainty() == Certainty.CERTAIN, cell(String.join(" ", visit.cameras())));
                }
            }
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/csv; charset=utf-8");
            return text.toString();
        } catch (WrongSearchException e) {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, BAD_REQUEST);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
            return e.getMessage();
        }
    }

    /** @return the JPEG; with status 404 why there is none */
    public byte[] picture(@Header("id") String id, Exchange exchange) throws IOException {
        Optional<byte[]> jpeg = log.picture(id);
        if (jpeg.isEmpty()) {
            return EditAnswers.failedFile(exchange, EditAnswers.NOT_FOUND, "there is no picture of such a visit: with edge.visits.pictures=true they are kept from then on, "
                    + "as long as their visits");
        }
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "image/jpeg");
        return jpeg.get();
    }

    private Map<String, Object> describe(Visit visit) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("id", visit.id());
        one.put("key", visit.key());
        one.put("name", visit.name().orElse(null));
        one.put("certain", visit.certainty() == Certainty.CERTAIN);
        one.put("begun", visit.begun().toString());
        one.put("ended", visit.phase() == Phase.ENDED ? visit.lastSeen().toString() : null);
        one.put("seconds", seconds(visit));
        one.put("cameras", visit.cameras());
        one.put("picture", visit.picture().isPresent() ? "/api/visits/" + visit.id() + "/picture" : null);
        one.put("photo", photos.apply(visit.key()));
        return one;
    }

    private static long seconds(Visit visit) {
        return Duration.between(visit.begun(), visit.lastSeen()).toSeconds();
    }

    private static String cell(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private VisitSearch search(String day, String from, String to, String person, String most) throws WrongSearchException {
        Optional<String> who = given(person);
        if (given(day).isPresent() && (given(from).isPresent() || given(to).isPresent())) {
            throw new WrongSearchException("give day, or from and to, not both");
        }
        int limit = limit(most);
        if (given(from).isPresent() || given(to).isPresent() || given(day).isEmpty() && who.isPresent()) {
            VisitSearch search = new VisitSearch(time("from", from, Instant.EPOCH), time("to", to, Instant.parse("9999-01-01T00:00:00Z")), who, limit);
            if (!search.from().isBefore(search.to())) {
                throw new WrongSearchException("from is not before to: give the earlier time as from");
            }
            return search;
        }
        LocalDate wanted = given(day).isPresent() ? date(day) : LocalDate.ofInstant(clock.instant(), zone);
        return new VisitSearch(wanted.atStartOfDay(zone).toInstant(), wanted.plusDays(1).atStartOfDay(zone).toInstant(), who, limit);
    }

    private static Optional<String> given(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static LocalDate date(String day) throws WrongSearchException {
        try {
            return LocalDate.parse(day.strip());
        } catch (DateTimeException e) {
            throw new WrongSearchException("day is '" + day + "': give a date like 2026-11-27");
        }
    }

    private static Instant time(String what, String value, Instant otherwise) throws WrongSearchException {
        try {
            return given(value).map(Instant::parse).orElse(otherwise);
        } catch (DateTimeException e) {
            throw new WrongSearchException(what + " is '" + value + "': give a time like 2026-11-27T09:30:00Z");
        }
    }

    private static int limit(String most) throws WrongSearchException {
        try {
            int limit = given(most).map(Integer::parseInt).orElse(USUAL);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw new WrongSearchException("most is '" + most + "': give a number from 1 to " + MOST);
        }
        throw new WrongSearchException("most is '" + most + "': give a number from 1 to " + MOST);
    }
}
