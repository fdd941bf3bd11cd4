// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routemutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No route file ships whose mutants nobody tries, and no test runs the routes that mutants are not tried with. */
class EverythingIsTriedTest {

    private static final Path PROJECT = Path.of(System.getProperty("project.root"));
    private static final Path ROUTES = Path.of(System.getProperty("routes.dir"));
    private static final Pattern TESTS = Pattern.compile("<mutants.tests>([^<]+)</mutants.tests>");
    private static final Pattern CODE = Pattern.compile("`([\\w-]+)`");
    private static final String HEADING = "## Tried to the end";

    /** A side, and how its tests start its routes; a test in a browser is left out, since it takes longer than a mutant may. */
    enum Side {
        CLOUD("new Cloud\\(|extends (KnownPeople|CorrectedPeople) "),
        EDGE("extends RouteTest |new RouteTest\\(|PageUnderTest\\.start\\(");

        private final Pattern startsRoutes;

        Side(String startsRoutes) {
            this.startsRoutes = Pattern.compile(startsRoutes);
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Path module() {
            return PROJECT.resolve(word() + "-routes");
        }

        /** The classes that the module's profile names. */
        private Set<String> triedWith() throws IOException {
            return TESTS.matcher(Files.readString(module().resolve("pom.xml"))).results().flatMap(tests -> Stream.of(tests.group(1).strip().split("\\s+")))
                    .map(test -> test.replaceAll("#.*", "")).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        private List<Path> testsThatStartRoutes() throws IOException {
            List<Path> found = new ArrayList<>();
            try (Stream<Path> files = Files.walk(module().resolve("src/test/java"))) {
                for (Path file : files.filter(file -> file.toString().endsWith("Test.java") && !file.toString().endsWith("BrowserTest.java")).toList()) {
                    String source = Files.readString(file);
                    if (startsRoutes.matcher(source).find() && !source.contains(" abstract class ") && !source.contains("\nabstract class ")) {
                        found.add(file);
                    }
                }
            }
            return found;
        }
    }

    /** What a test that was split off notices is missed otherwise. */
    @ParameterizedTest
    @EnumSource
    void everyTestThatStartsTheRoutesIsOneThatMutantsAreTriedWith(Side side) throws IOException {
        Path sources = side.module().resolve("src/test/java");
        assertThat(side.testsThatStartRoutes()).isNotEmpty().extracting(file -> sources.relativize(file).toString().replace(".java", "").replace('/', '.'))
                .isSubsetOf(side.triedWith());
    }

    @ParameterizedTest
    @EnumSource
    void everyTestThatMutantsAreTriedWithIsThere(Side side) throws IOException {
        assertThat(side.triedWith()).isNotEmpty()
                .allSatisfy(test -> assertThat(side.module().resolve("src/test/java").resolve(test.replace('.', '/') + ".java")).exists());
    }

    /** A new file is tried, and the page says with what result, before it ships. */
    @ParameterizedTest
    @EnumSource
    void thePageSaysOfEveryShippedFileHowManyOfItsMutantsAreNoticed(Side side) throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/mutants.md"));
        Set<String> tried = page.substring(page.indexOf(HEADING)).lines().filter(line -> line.startsWith("| " + side.word() + " "))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(files -> CODE.matcher(files).results().map(name -> name.group(1))).collect(Collectors.toSet());
        assertThat(RouteCheck.read(ROUTES.resolve(side.word())).keySet()).extracting(file -> file.replace(RouteFile.SUFFIX, "")).isNotEmpty()
                .hasSameElementsAs(tried);
    }
}
