// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the route files of one folder together, without running them: Camel's schema, components and their options in both forms,
 * placeholders, beans, methods and classes, ids and targets, and what each route takes and leaves. Thread safe.
 */
public final class RouteCheck {

    private static final String BEAN = "#class:";

    /** What editors, patches, downloads, packages and file managers leave beside a file, and notes. */
    private static final Pattern LEFT_BEHIND = Pattern.compile("\\..*|.*~|#.*#|\\d+|Thumbs\\.db|desktop\\.ini|.*\\.(md|bak|orig|rej|tmp|temp|save|sw[a-p]|old|part|crdownload"
            + "|dpkg-\\w+|ucf-\\w+|rpm(save|new|orig))", Pattern.CASE_INSENSITIVE);

    /** Names that are meant to be a route file's. */
    private static final Pattern NEARLY = Pattern.compile("(.+?)(?:\\.camel)?\\.(?:ya?ml|xml|txt|json)(?:\\.txt)?", Pattern.CASE_INSENSITIVE);

    private final RouteSide side;
    private final ClassLoader loader;
    private final SchemaCheck schema = new SchemaCheck();
    private final Components components;
    private final Set<String> shipped;

    /** A character has up to four bytes in UTF-8; so many are more than {@link RouteFile#MAX_CHARACTERS} in any case. */
    private static final int MAX_READ_BYTES = 4 * RouteFile.MAX_CHARACTERS + 4;

    /** @param side what its routes may name; its class path must hold the components and beans */
    public RouteCheck(RouteSide side) {
        this.side = side;
        this.loader = side.loader();
        this.components = new Components(loader);
        this.shipped = side.shipped();
    }

    /**
     * The route files of a folder: file name to content. Of a file that is too large only so much is read that the check says so;
     * one that this user may not read is a fault of its own and not of the folder;
     * bytes that are no UTF-8 become a sign that the check reports with its line.
     */
    public static SortedMap<String, String> read(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(RouteCheck::isRouteFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    files.put(file.getFileName().toString(), new String(in.readNBytes(MAX_READ_BYTES), StandardCharsets.UTF_8));
                } catch (NoSuchFileException e) {
                    // An editor is exchanging it: it is there at the next look.
                    continue;
                } catch (IOException e) {
                    files.put(file.getFileName().toString(), RouteFile.UNREADABLE);
                }
            }
        }
        return files;
    }

    /**
     * What lies in a folder of route files and is not read, a sentence each; what editors leave behind and notes are nobody's mistake.
     *
     * @return by name
     */
    public static SortedMap<String, String> ignored(Path folder) throws IOException {
        SortedMap<String, String> ignored = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(file -> !isRouteFile(file) && !LEFT_BEHIND.matcher(file.getFileName().toString()).matches())
                    .forEach(file -> ignored.put(file.getFileName().toString(), file.getFileName() + whyNot(file)));
        }
        return ignored;
    }

    private static String whyNot(Path file) {
        String name = file.getFileName().toString();
        if (Files.isDirectory(file)) {
            return "/ is not read: routes lie in the folder itself, not in one below";
        }
        if (Files.isSymbolicLink(file) && !Files.exists(file)) {
            return " is not read: it is a link to a file that is not there";
        }
        if (name.endsWith(RouteFile.SUFFIX)) {
            return " is not read: it is no ordinary file";
        }
        Matcher nearly = NEARLY.matcher(name);
        return " is not read: the name of a route file ends with " + RouteFile.SUFFIX
                + (nearly.matches() ? "; rename it to " + nearly.group(1) + RouteFile.SUFFIX + ", or move it elsewhere" : "; move it elsewhere");
    }

    /** Names with a dot in front are editors' and file managers' own. */
    private static boolean isRouteFile(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(RouteFile.SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    /**
     * @param files file name to content
     * @return what is wrong, by file and line; empty when nothing is
     */
    public List<Problem> check(Map<String, String> files) {
        return check(files, side.options());
    }

    /** @param options properties with their values, when more than the side's own are known */
    public List<Problem> check(Map<String, String> files, Map<String, String> options) {
        return check(files, Map.of(), options);
    }

    /**
     * Checks files that are to run without others that lie beside them.
     *
     * @param withheld files with faults of their own: what only they receive is missed by those who can do without (failIfNoConsumers: false)
     *                 without being a fault there
     */
    public List<Problem> checkWithout(Map<String, String> withheld, Map<String, String> files) {
        return check(files, withheld, side.options());
    }

    private List<Problem> check(Map<String, String> files, Map<String, String> withheld, Map<String, String> options) {
        Set<Problem> problems = new LinkedHashSet<>();
        List<RouteFile> readable = new ArrayList<>();
        files.forEach((name, text) -> parse(name, text, readable, problems::add));
        Map<String, Class<?>> beans = new HashMap<>(side.beans());
        readable.forEach(file -> declaredBeans(file, beans));
        options.forEach((name, value) -> configuredBean(name, value, beans));
        PlaceholderCheck placeholders = new PlaceholderCheck(options);
        LanguageCheck languages = new LanguageCheck(loader, components, options);
        EndpointCheck endpoints = new EndpointCheck(components, options, languages::resolved, beans, side);
        BeanCheck beanCheck = new BeanCheck(loader, beans);
        StepCheck steps = new StepCheck(languages::resolved);
        FieldCheck fields = new FieldCheck(readable, beans);
        HeaderCheck headers = new HeaderCheck(components, readable);
        ItemCheck items = new ItemCheck(loader, side);
        for (RouteFile file : readable) {
            Templates.of(file).check(problems::add);
            items.check(file, problems::add);
            for (RouteFile.Entry entry : file.madeEntries()) {
                placeholders.check(file, entry, problems::add);
                beanCheck.check(file, entry, problems::add);
                languages.check(file, entry, problems::add);
                steps.check(file, entry, problems::add);
                fields.check(file, entry, problems::add);
                headers.check(file, entry, problems::add);
                StepCheck.fixedEndpoints(entry).forEach(endpoint -> endpoints.check(file, endpoint, problems::add));
                for (EndpointUse endpoint : EndpointUse.in(entry)) {
                    endpoints.check(file, endpoint, problems::add);
                    beanCheck.checkEndpoint(file, endpoint, problems::add);
                }
            }
        }
        List<RouteFile> originalsFirst = FolderCheck.originalsFirst(readable, shipped);
        FolderCheck.checkIds(originalsFirst, problems::add);
        if (side.startsAllAtOnce()) {
            FolderCheck.checkStepIds(originalsFirst, problems::add);
        } else {
            readable.forEach(file -> FolderCheck.checkStepIds(List.of(file), problems::add));
        }
        FolderCheck.checkErrorHandlers(readable, problems::add);
        // What a file that cannot be read would have received is not known.
        if (readable.size() == files.size()) {
            FolderCheck.checkTargets(originalsFirst, parsed(withheld), problems::add);
            // A folder without any shipped file is somebody's own altogether.
            side.errorsOfAll().filter(file -> !withheld.containsKey(file) && Stream.concat(files.keySet().stream(), withheld.keySet().stream()).anyMatch(shipped::contains))
                    .ifPresent(file -> FolderCheck.checkErrorsOfAll(readable, file, problems::add));
        }
        if (problems.isEmpty() && withheld.isEmpty()) {
            new ContractCheck(readable, beans, components, side.given()).check(problems::add);
        }
        return problems.stream().sorted().toList();
    }

    /** Empty for a file that cannot be read. */
    private static List<Optional<RouteFile>> parsed(Map<String, String> files) {
        List<Optional<RouteFile>> parsed = new ArrayList<>();
        files.forEach((name, text) -> {
            try {
                parsed.add(Optional.of(RouteFile.parse(name, text)));
            } catch (UnreadableRouteFileException e) {
                parsed.add(Optional.empty());
            }
        });
        return parsed;
    }

    /** A file that does not follow the schema is not looked at any closer: what it says is not known. */
    private void parse(String name, String text, List<RouteFile> readable, Consumer<Problem> problems) {
        try {
            RouteFile file = RouteFile.parse(name, text);
            List<Problem> faults = new ArrayList<>();
            schema.check(file, faults::add);
            faults.forEach(problems);
            if (faults.isEmpty()) {
                readable.add(file);
            }
        } catch (UnreadableRouteFileException e) {
            problems.accept(e.problem());
        }
    }

    /** Beans that a file makes itself. */
    private void declaredBeans(RouteFile file, Map<String, Class<?>> beans) {
        for (RouteFile.Entry entry : file.entries("beans")) {
            for (JsonNode bean : entry.tree()) {
                beans.put(bean.path("name").asText(), type(bean.path("type").asText("").replace(BEAN, "")));
            }
        }
    }

    /** {@code camel.beans.name = #class:...} */
    private void configuredBean(String option, String value, Map<String, Class<?>> beans) {
        if (option.matches("camel\\.beans\\.[\\w-]+") && value.startsWith(BEAN)) {
            beans.put(option.substring("camel.beans.".length()), type(value.substring(BEAN.length()).split("\\(", 2)[0]));
        }
    }

    private Class<?> type(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return Object.class;
        }
    }
}
