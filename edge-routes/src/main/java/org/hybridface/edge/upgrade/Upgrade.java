// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.hybridface.edge.options.OptionsFile;
import org.hybridface.edge.options.UnreadableOptionsException;
import org.hybridface.edge.store.DurableFile;
import org.hybridface.routecheck.RouteCheck;

/**
 * Puts a new version in the place of an installed one. Program files are exchanged; application.properties and routes/ are merged; jars the owner
 * added go along; everything else, above all data and key, stays where it is. What was there before lies in {@code before-upgrade/}.
 */
public final class Upgrade {

    private static final String PROPERTIES = "application.properties";
    private static final String ROUTES = "routes";
    private static final String LIB = "lib";
    private static final String BILL = "edge-bom.json";
    private static final String BEFORE = "before-upgrade";

    private final Path fresh;
    private final Path device;
    private final Path before;
    private final List<String> said = new ArrayList<>();

    private Upgrade(Path fresh, Path device) {
        this.fresh = fresh;
        this.device = device;
        this.before = device.resolve(BEFORE);
    }

    /**
     * @param fresh  where the new version was unzipped
     * @param device the installed one; it does not run
     * @return what was done, a sentence each
     */
    public static List<String> run(Path fresh, Path device) throws IOException {
        return new Upgrade(fresh, device).run();
    }

    private List<String> run() throws IOException {
        RouteMerge routes = RouteMerge.of(ShippedRoutes.of(device.resolve("shipped").resolve(ROUTES)), RouteCheck.read(device.resolve(ROUTES)),
                RouteCheck.read(fresh.resolve(ROUTES)));
        Optional<OptionMerge> options = options();
        List<Path> jars = ownJars();
        delete(before);
        DurableFile.makeDirectory(before);
        copy(device.resolve(ROUTES), before.resolve(ROUTES));
        for (Path part : programParts()) {
            Path old = device.resolve(part.getFileName());
            if (Files.exists(old)) {
                Files.move(old, before.resolve(part.getFileName()));
            }
            copy(part, old);
        }
        for (Path jar : jars) {
            DurableFile.copy(before.resolve(LIB).resolve(jar), device.resolve(LIB).resolve(jar));
            said.add("lib/" + jar + " is yours and goes along");
        }
        if (options.isPresent()) {
            DurableFile.copy(device.resolve(PROPERTIES), before.resolve(PROPERTIES));
            replace(device.resolve(PROPERTIES), options.get().text());
            tell(options.get());
        }
        write(routes);
        said.addAll(routes.said());
        return said;
    }

    /** The new text, in the rights the old file had. */
    private static void replace(Path file, String text) throws IOException {
        DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<OptionMerge> options() throws IOException {
        Path own = device.resolve(PROPERTIES);
        if (!Files.exists(own)) {
            return Optional.empty();
        }
        OptionsFile mine = read(own);
        if (!mine.faults().isEmpty()) {
            throw new IOException(mine.faults().get(0).text());
        }
        return Optional.of(OptionMerge.of(packed().orElse(mine), mine, read(fresh.resolve(PROPERTIES))));
    }

    private static OptionsFile read(Path file) throws IOException {
        try {
            return OptionsFile.read(file);
        } catch (UnreadableOptionsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The defaults of the installed version, which lie in its jar. */
    private Optional<OptionsFile> packed() throws IOException {
        try (Stream<Path> jars = Files.list(device.resolve(LIB))) {
            for (Path jar : jars.filter(file -> file.getFileName().toString().startsWith("edge-routes-")).toList()) {
                try (JarFile opened = new JarFile(jar.toFile())) {
                    if (opened.getEntry(PROPERTIES) != null) {
                        return Optional.of(OptionsFile.of(PROPERTIES, new String(opened.getInputStream(opened.getEntry(PROPERTIES)).readAllBytes(), StandardCharsets.UTF_8)));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private void tell(OptionMerge options) {
        if (!options.kept().isEmpty()) {
            said.add("application.properties keeps your " + String.join(", ", options.kept()));
        }
        options.defaults().forEach(name -> said.add("application.properties: " + name + " has another default now"));
        options.gone().forEach(name -> said.add("application.properties: there is no option " + name + " any more; it is left out"));
    }

    private List<Path> programParts() throws IOException {
        try (Stream<Path> all = Files.list(fresh)) {
            Set<String> others = Set.of(PROPERTIES, ROUTES, BEFORE, "data", "device.key");
            return all.filter(part -> !others.contains(part.getFileName().toString())).sorted().toList();
        }
    }

    /** Jars that the installed version's bill of materials does not name. */
    private List<Path> ownJars() throws IOException {
        Path bill = device.resolve(BILL);
        if (!Files.exists(bill)) {
            return List.of();
        }
        JsonNode tree = new ObjectMapper().readTree(bill.toFile());
        Set<String> shipped = new HashSet<>();
        tree.path("components").forEach(part -> shipped.add(part.path("name").asText() + "-" + part.path("version").asText()));
        JsonNode whole = tree.path("metadata").path("component");
        shipped.add(whole.path("name").asText() + "-" + whole.path("version").asText());
        try (Stream<Path> jars = Files.list(device.resolve(LIB))) {
            return jars.map(Path::getFileName).filter(jar -> shipped.stream().noneMatch(part -> jar.toString().startsWith(part)))
                    .filter(jar -> Files.notExists(fresh.resolve(LIB).resolve(jar))).sorted().toList();
        }
    }

    private void write(RouteMerge routes) throws IOException {
        Path folder = device.resolve(ROUTES);
        for (String name : RouteCheck.read(folder).keySet()) {
            if (!routes.files().containsKey(name)) {
                DurableFile.delete(folder.resolve(name));
            }
        }
        for (Map.Entry<String, String> file : routes.files().entrySet()) {
            Path target = folder.resolve(file.getKey());
            if (!Files.exists(target) || !Files.readString(target).equals(file.getValue())) {
                replace(target, file.getValue());
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path one : all) {
            DurableFile.copy(one, to.resolve(from.relativize(one).toString()));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path one : all) {
                Files.delete(one);
            }
        }
    }
}
