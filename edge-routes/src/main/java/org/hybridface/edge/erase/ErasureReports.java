// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.hybridface.edge.mqtt.SendingPace;
import org.hybridface.edge.print.Quoted;
import org.hybridface.messages.ErasedHere;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cloud what this device has erased, until the broker has it, also after a restart; and keeps the receipts of what was wanted here. Each method is
 * used by one thread.
 */
public final class ErasureReports {

    /** A receipt of forty devices has about 10 KB. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final String ERASED = "erasedHere";
    private static final Logger LOG = LoggerFactory.getLogger(ErasureReports.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ErasureFiles files;
    private final PersonEraser eraser;
    private final String thing;
    private final BooleanSupplier connected;
    private final SendingPace pace;

    /**
     * @param thing this device
     * @param clock a steady one
     */
    public ErasureReports(ErasureFiles files, PersonEraser eraser, String thing, BooleanSupplier connected, Clock clock) {
        this.files = files;
        this.eraser = eraser;
        this.thing = thing;
        this.connected = connected;
        this.pace = new SendingPace(clock);
    }

    /** The next message; null when there is none, or none can go now. */
    public byte[] next(Exchange exchange) throws IOException {
        if (!connected.getAsBoolean() || !pace.isDue()) {
            return null;
        }
        Optional<ErasedHere> next = files.toTell();
        next.ifPresent(erased -> {
            pace.underway();
            exchange.setProperty(ERASED, erased);
        });
        return next.map(ErasedHere::toJson).orElse(null);
    }

    /** The broker has it. */
    public void noteTold(Exchange exchange) throws IOException {
        files.told(exchange.getProperty(ERASED, ErasedHere.class));
        pace.taken();
    }

    /** A receipt: of an erasure that was wanted at this device it is kept, and of each that is done what an older backup brought back is erased again. */
    public void keep(@Body byte[] message) throws IOException {
        if (message.length == 0) {
            return;
        }
        try {
            JsonNode receipt = message.length > MOST_BYTES ? JSON.nullNode() : JSON.readTree(message);
            String state = receipt.at("/receipt/state").asText();
            UUID erasure = UUID.fromString(receipt.at("/receipt/erasure").asText());
            if (receipt.at("/receipt/device").asText(thing).equals(thing)) {
                files.keep(erasure, message);
                LOG.info("event=erasure-receipt erasure={} state={}", erasure, Quoted.value(state));
            }
            if (state.equals("done")) {
                Set<String> subjects = new HashSet<>();
                receipt.at("/receipt/subjects").forEach(subject -> subjects.add(subject.asText()));
                eraser.eraseAgain(erasure, subjects, Instant.parse(receipt.at("/receipt/began").asText()));
            }
        } catch (DateTimeException | IllegalArgumentException | JsonProcessingException e) {
            LOG.warn("event=erasure-receipt-unusable bytes={} it is no receipt, and passed over", message.length);
        }
    }

    /** For the page: the receipts, the newest first. */
    public Map<String, List<JsonNode>> list() throws IOException {
        return Map.of("receipts", files.receipts());
    }
}
