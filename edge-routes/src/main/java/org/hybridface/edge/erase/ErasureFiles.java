// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.messages.ErasedHere;
import org.hybridface.messages.InvalidMessageException;

/**
 * What this device erased, and the receipts it was given: {@code <erasure>.erased} until the cloud has heard of it, then {@code <erasure>.told}, and
 * {@code <erasure>.receipt}. Ids and counts, no name. Receipts beyond the newest {@value #MOST} go. Thread safe.
 */
public final class ErasureFiles {

    /** Where they lie inside {@code edge.data.dir}. */
    public static final String DIRECTORY = "erasures";

    static final int MOST = 200;

    private static final String TO_TELL = ".erased";
    private static final String TOLD = ".told";
    /** What the file of a receipt ends with; the erasure's id comes before. */
    public static final String RECEIPT = ".receipt";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    public ErasureFiles(Path directory) {
        this.directory = directory;
    }

    /** Notes what went; what went before under the same id is counted with it, and the cloud is to hear of it once more. */
    synchronized ErasedHere note(UUID erasure, Instant at, Map<String, Integer> gone) throws IOException {
        DurableFile.makeDirectory(directory);
        Map<String, Integer> sum = new TreeMap<>(gone);
        for (String suffix : List.of(TO_TELL, TOLD)) {
            read(directory.resolve(erasure + suffix)).ifPresent(before -> before.gone().forEach((place, count) -> sum.merge(place, count, Integer::sum)));
        }
        ErasedHere all = new ErasedHere(erasure, at, sum);
        DurableFile.write(directory.resolve(erasure + TO_TELL), all.toJson());
        DurableFile.delete(directory.resolve(erasure + TOLD));
        return all;
    }

    private static Optional<ErasedHere> read(Path file) throws IOException {
        try {
            return Optional.of(ErasedHere.fromJson(Files.readAllBytes(file)));
        } catch (NoSuchFileException | InvalidMessageException e) {
            return Optional.empty();
        }
    }

    /** One of which the cloud has not heard. */
    synchronized Optional<ErasedHere> toTell() throws IOException {
        for (Path file : files(TO_TELL)) {
            Optional<ErasedHere> erased = read(file);
            if (erased.isPresent()) {
                return erased;
            }
            DurableFile.delete(file);
        }
        return Optional.empty();
    }

    /** The cloud has heard of it, unless something more went meanwhile. */
    synchronized void told(ErasedHere erased) throws IOException {
        Path file = directory.resolve(erased.erasure() + TO_TELL);
        if (read(file).filter(erased::equals).isPresent()) {
            DurableFile.move(file, directory.resolve(erased.erasure() + TOLD));
        }
    }

    /** Keeps a receipt, which takes the place of an older one of the same erasure. */
    synchronized void keep(UUID erasure, byte[] receipt) throws IOException {
        DurableFile.makeDirectory(directory);
        DurableFile.write(directory.resolve(erasure + RECEIPT), receipt);
        List<Path> all = files(RECEIPT);
        for (Path old : all.subList(0, Math.max(0, all.size() - MOST))) {
            DurableFile.delete(old);
        }
    }

    /** The receipts, the newest first. */
    synchronized List<JsonNode> receipts() throws IOException {
        List<JsonNode> receipts = new ArrayList<>();
        for (Path file : files(RECEIPT)) {
            receipts.add(0, JSON.readTree(Files.readAllBytes(file)));
        }
        return receipts;
    }

    /** Oldest first. */
    private List<Path> files(String suffix) throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*" + suffix)) {
            List<Path> files = new ArrayList<>();
            all.forEach(files::add);
            files.sort(Comparator.comparing((Path file) -> file.toFile().lastModified()).thenComparing(Comparator.naturalOrder()));
            return files;
        }
    }
}
