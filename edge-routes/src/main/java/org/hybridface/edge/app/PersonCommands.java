// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hybridface.edge.app.PeopleList.Whom;
import org.hybridface.edge.app.PersonMain.MisusedException;
import org.hybridface.edge.erase.ErasureFiles;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.messages.FaceKey;
import org.hybridface.messages.Sha256;

/** Export and erasure of one person by way of the device that runs here: the same as on its page. */
final class PersonCommands {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** Clocks of device and cloud differ by less; an older receipt is another erasure's. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final DevicePage page;
    private final Path data;
    private final String thing;
    private final PrintStream out;

    /** @param data the device's {@code edge.data.dir} */
    PersonCommands(DevicePage page, Path data, String thing, PrintStream out) {
        this.page = page;
        this.data = data;
        this.thing = thing;
        this.out = out;
    }

    int export(String typed, Optional<Path> file, List<Path> cloud) throws IOException, InterruptedException, MisusedException {
        if (file.filter(Files::exists).isPresent()) {
            throw new MisusedException(file.get() + " is there already: give another name");
        }
        Optional<Path> folder = file.map(one -> one.toAbsolutePath().normalize().getParent()).filter(parent -> !Files.isDirectory(parent));
        if (folder.isPresent()) {
            throw new MisusedException("there is no folder " + folder.get() + ": make it, or give another place");
        }
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (Path answer : cloud) {
            if (!Files.isReadable(answer)) {
                throw new MisusedException("--cloud=" + answer + " is not there or cannot be read");
            }
            answers.write(Files.readAllBytes(answer));
        }
        String asked = PeopleList.asked(typed);
        Optional<Whom> whom = find(asked);
        if (whom.isEmpty() && (cloud.isEmpty() || !PeopleList.isId(asked))) {
            throw new MisusedException(nobody(asked));
        }
        String id = whom.map(Whom::id).orElse(asked);
        HttpResponse<byte[]> answer = page.post("api/people/" + DevicePage.word(id) + "/export", "application/json", answers.toByteArray());
        if (answer.statusCode() != OK) {
            throw new MisusedException(error(answer));
        }
        Path zip = file.orElseGet(() -> Path.of("person-" + id.replaceAll("[^A-Za-z0-9-]", "_") + ".zip")).toAbsolutePath();
        if (Files.exists(zip)) {
            throw new MisusedException(zip + " is there already: give another name");
        }
        DurableFile.write(zip, answer.body());
        out.println(zip + " holds what " + (cloud.isEmpty() ? "this device holds; the cloud was not asked (docs/privacy.md says how)" : "this device and the cloud hold")
                + ": begin with its README.txt");
        return 0;
    }

    int erase(String typed, Optional<String> by, Predicate<String> confirmed, int waitSeconds) throws IOException, InterruptedException, MisusedException {
        String asked = PeopleList.asked(typed);
        Optional<Whom> found = find(asked);
        if (found.isEmpty()) {
            throw new MisusedException(nobody(asked));
        }
        Whom whom = found.get();
        if (whom.key().isEmpty()) {
            throw new MisusedException(whom.called() + " was met by other devices only: erase at one of them, or as an operator (docs/privacy.md)");
        }
        if (!confirmed.test(whom.called())) {
            throw new MisusedException("nothing is erased: give --yes to erase " + whom.called() + " everywhere, which nobody can undo");
        }
        Instant begun = Instant.now();
        ObjectNode body = JSON.createObjectNode();
        by.ifPresent(name -> body.put("by", name));
        HttpResponse<byte[]> answer = page.post("api/faces/" + DevicePage.word(whom.key().get()) + "/erasure", "application/json", JSON.writeValueAsBytes(body));
        JsonNode said = JSON.readTree(answer.body());
        if (answer.statusCode() != OK) {
            throw new MisusedException(error(answer));
        }
        if (!said.path("cloud").asBoolean()) {
            out.println(said.path("reason").asText());
            boolean gone = said.has("gone");
            return !gone ? PersonMain.EXIT_FAILED : whom.inCloud() ? PersonMain.EXIT_OPEN : 0;
        }
        out.println("the cloud erases " + whom.called() + ", and tells every device to");
        return follow(Sha256.hex(whom.id()), begun, waitSeconds);
    }

    private int follow(String subject, Instant begun, int waitSeconds) throws IOException, InterruptedException {
        String last = "";
        JsonNode receipt = JSON.missingNode();
        long end = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        do {
            receipt = receipt(subject, begun).orElse(receipt);
            String now = state(receipt);
            if (!now.equals(last)) {
                out.println(now);
                last = now;
            }
            if (receipt.path("state").asText().equals("done")) {
                return tell(receipt, 0);
            }
            Thread.sleep(Math.max(1, Math.min(POLL.toMillis(), Duration.ofNanos(end - System.nanoTime()).toMillis())));
        } while (System.nanoTime() < end);
        out.println("it goes on by itself; the device keeps each newer receipt");
        return tell(receipt, PersonMain.EXIT_OPEN);
    }

    private int tell(JsonNode receipt, int exit) {
        if (receipt.has("erasure")) {
            out.println("receipt: " + receiptFile(receipt));
        }
        return exit;
    }

    private Path receiptFile(JsonNode receipt) {
        return data.resolve(ErasureFiles.DIRECTORY).resolve(receipt.path("erasure").asText() + ErasureFiles.RECEIPT);
    }

    private static String state(JsonNode receipt) {
        if (receipt.isMissingNode()) {
            return "open: no receipt has come yet";
        }
        List<String> open = new ArrayList<>();
        receipt.path("places").forEach(place -> {
            if (place.path("state").asText().equals("open")) {
                open.add(place.path("place").asText());
            }
        });
        receipt.path("devices").forEach(device -> {
            if (device.path("state").asText().equals("open")) {
                open.add("device " + device.path("device").asText());
            }
        });
        return receipt.path("state").asText() + (open.isEmpty() ? "" : ": waits for " + String.join(", ", open));
    }

    /** By the person's id, or the newest that was wanted here. */
    private Optional<JsonNode> receipt(String subject, Instant begun) throws IOException, InterruptedException {
        Optional<JsonNode> newest = Optional.empty();
        for (JsonNode signed : JSON.readTree(page.get("api/erasures").body()).path("receipts")) {
            JsonNode receipt = signed.path("receipt");
            if (receipt.path("subject").asText().equals(subject)) {
                return Optional.of(receipt);
            }
            boolean ofNow = receipt.path("device").asText().equals(thing) && !Instant.parse(receipt.path("began").asText()).isBefore(begun.minus(CLOCKS_DIFFER));
            newest = newest.or(() -> Optional.of(receipt).filter(one -> ofNow));
        }
        return newest;
    }

    private Optional<Whom> find(String asked) throws IOException, InterruptedException, MisusedException {
        HttpResponse<byte[]> answer = page.get("api/people");
        if (answer.statusCode() != OK) {
            throw new IOException(error(answer));
        }
        Optional<Whom> found = PeopleList.of(JSON.readTree(answer.body())).find(asked);
        // Of very many the list has those seen last.
        return found.isEmpty() && FaceKey.isValid(asked) ? Optional.of(new Whom(asked, Optional.of(asked), asked, true)) : found;
    }

    /** What to say of somebody who is not here: was it an id of somebody who was erased? */
    private String nobody(String asked) throws IOException, InterruptedException {
        for (JsonNode signed : JSON.readTree(page.get("api/erasures").body()).path("receipts")) {
            JsonNode receipt = signed.path("receipt");
            boolean isSubject = receipt.path("subject").asText().equals(Sha256.hex(asked));
            for (JsonNode subject : receipt.path("subjects")) {
                isSubject |= subject.asText().equals(Sha256.hex(asked));
            }
            if (isSubject) {
                return "somebody with the id " + asked + " was erased, and is not here any more: receipt " + receiptFile(receipt) + " is " + state(receipt);
            }
        }
        List<String> near = PeopleList.of(JSON.readTree(page.get("api/people").body())).near(asked);
        return "nobody is called " + asked + " here" + (near.isEmpty() ? "" : ", but " + String.join(", ", near) + (near.size() == 1 ? " is" : " are"))
                + ": give a key, the id of a person or a face, or a whole name, as /api/people lists them";
    }

    private static String error(HttpResponse<byte[]> answer) throws IOException {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        try {
            return JSON.readTree(text).path("error").asText(text);
        } catch (IOException e) {
            return "the device answers " + answer.statusCode() + ": " + text;
        }
    }
}
