// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.LogLines;
import org.hybridface.edge.cache.FaceCache;
import org.hybridface.edge.cache.Faces;
import org.hybridface.edge.cache.TestClock;
import org.hybridface.routecheck.RouteCheck;
import org.hybridface.routecheck.RouteSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A folder of routes that is edited while they run. */
class RouteReloadTest {

    /** The promise, on a machine that has something else to do as well. */
    private static final Duration IN_TIME = Duration.ofSeconds(10);

    private static final String GREET = """
            - route:
                id: greet
                routeConfigurationId: errors
                from:
                  uri: direct:greet
                  steps:
                    - idempotentConsumer:
                        idempotentRepository: faceCache
                        simple: ${body}
                        steps:
                          - setProperty:
                              name: new
                              constant: "true"
                    - setBody:
                        simple: "hello ${body}"
            """;
    private static final String OTHER = """
            - route:
                id: other
                from:
                  uri: direct:other
                  steps:
                    - setBody:
                        constant: other
            """;
    private static final String ERRORS = """
            - routeConfiguration:
                id: errors
                onException:
                  - onException:
                      exception: [java.lang.Exception]
                      handled:
                        constant: "true"
                      steps:
                        - setBody:
                            constant: sorry
            """;

    @TempDir
    Path directory;

    private final AtomicInteger holds = new AtomicInteger();
    private final Properties options = new Properties();
    private final Queue<String> edited = new ConcurrentLinkedQueue<>();
    private Path folder;
    private DefaultCamelContext context;
    private FaceCache cache;
    private RouteReload reload;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectories(directory.resolve("routes"));
        write("greet", GREET);
        write("other", OTHER);
        write("on-error", ERRORS);
        context = new DefaultCamelContext();
        cache = Faces.cache(directory.resolve("data"), Faces.SETTINGS, new TestClock());
        context.addService(cache, true, true);
        context.getRegistry().bind("faceCache", cache);
        context.getRegistry().bind("word", "no repository");
        context.getPropertiesComponent().setOverrideProperties(options);
        reload = new RouteReload(context, folder, new RouteCheck(new Side()), new Holds(), RouteReload.Watch.ALWAYS);
        context.start();
        context.addService(reload);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void anEditTakesEffectAndTheFacesStay() throws Exception {
        String key = cache.remember(Faces.face(1), Set.of());
        assertThat(say(key)).isEqualTo("hello User001");
        write("greet", GREET.replace("hello", "good morning"));
        await().atMost(IN_TIME).until(() -> say(key).equals("good morning User001"));
        assertThat(cache.isStarted()).isTrue();
        assertThat(cache.find(key)).isPresent();
        assertThat(cache.find(key).orElseThrow().asks()).as("the second message was no new question").isEqualTo(1);
        await().atMost(IN_TIME).until(() -> holds.get() == 0);
    }

    @Test
    void anOptionWithWhichNoRouteCanBeBuiltIsUndoneAndTheRouteGoesOn() throws Exception {
        write("greet", GREET.replace("idempotentRepository: faceCache", "idempotentRepository: '{{repository:faceCache}}'"));
        await().atMost(IN_TIME).until(() -> reload.getExchanges() == 1);
        try (LogLines log = new LogLines(RouteReload.class.getName())) {
            options.setProperty("repository", "word");
            edited.add("repository");
            await().atMost(IN_TIME).until(() -> !options.containsKey("repository"));
            await().atMost(IN_TIME).until(() -> context.getRoute("greet") != null && log.lines().size() == 1);
            assertThat(log.lines().get(0)).contains("event=option-refused greet.camel.yaml:").contains("[repository]");
            assertThat(say("x")).isEqualTo("hello x");

            write("greet", GREET.replace("hello", "good morning"));
            await().atMost(IN_TIME).until(() -> say("x").equals("good morning x"));
            await().atMost(IN_TIME).until(() -> log.lines().size() == 2);
            assertThat(log.lines().get(1)).contains("event=edit-taken");
        }
    }

    @Test
    void onlyTheEditedRouteIsExchanged() throws Exception {
        Object other = context.getRoute("other");
        write("greet", GREET.replace("hello", "bye"));
        await().atMost(IN_TIME).until(() -> reload.getExchanges() == 1);
        assertThat(context.getRoute("other")).isSameAs(other);
    }

    @Test
    void aCommentExchangesNothing() throws Exception {
        Object greet = context.getRoute("greet");
        write("greet", "# Says hello.\n" + GREET);
        await().atMost(IN_TIME).until(() -> reload.getExchanges() == 1);
        assertThat(context.getRoute("greet")).isSameAs(greet);
    }

    @Test
    void aBrokenEditIsRefusedWithItsLineAndTheOldRouteGoesOn() throws Exception {
        write("greet", GREET.replace("uri: direct:greet", "uri: 'direct:greet"));
        await().atMost(IN_TIME).until(() -> !reload.getRefused().isEmpty());
        assertThat(reload.getRefused().get(0)).startsWith("greet.camel.yaml:").contains("no YAML");
        assertThat(say("x")).isEqualTo("hello x");
        write("greet", GREET.replace("hello", "mended"));
        await().atMost(IN_TIME).until(() -> say("x").equals("mended x"));
        assertThat(reload.getRefused()).isEmpty();
    }

    @Test
    void whatReadsWellAndCannotRunIsRefusedAndTheOldRouteRunsAgain() throws Exception {
        write("greet", GREET.replace("faceCache", "word"));
        await().atMost(IN_TIME).until(() -> !reload.getRefused().isEmpty());
        assertThat(reload.getRefused().get(0)).startsWith("greet.camel.yaml:7:").contains("word");
        assertThat(say("x")).isEqualTo("hello x");
        assertThat(holds.get()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aGoodEditBesideAFileThatCannotBeReadIsTaken() throws Exception {
        Files.createSymbolicLink(folder.resolve("sealed.camel.yaml"), Path.of("/proc/self/mem"));
        write("greet", GREET.replace("hello", "welcome"));
        await().atMost(IN_TIME).until(() -> say("x").equals("welcome x"));
        await().atMost(IN_TIME).until(() -> reload.getRefused().stream().anyMatch(text -> text.startsWith("sealed.camel.yaml:1: this user cannot read it")));
    }

    @Test
    void aGoodEditBesideABrokenOneIsTaken() throws Exception {
        write("greet", "- rout");
        write("other", OTHER.replace("constant: other", "constant: changed"));
        await().atMost(IN_TIME).until(() -> context.createProducerTemplate().requestBody("direct:other", "", String.class).equals("changed"));
        assertThat(say("x")).isEqualTo("hello x");
    }

    @Test
    void aCopiedFileIsRefusedAndTheOriginalCanStillBeEdited() throws Exception {
        write("greet (copy)", GREET);
        await().atMost(IN_TIME).until(() -> !reload.getRefused().isEmpty());
        assertThat(reload.getRefused().get(0)).startsWith("greet (copy).camel.yaml:").contains("there is a route 'greet' already: greet.camel.yaml");
        write("greet", GREET.replace("hello", "good morning"));
        await().atMost(IN_TIME).until(() -> say("x").equals("good morning x"));
        assertThat(reload.getRefused()).as("the original is not blamed").allMatch(text -> text.startsWith("greet (copy)"));
        write("third", OTHER.replace("other", "third"));
        await().atMost(IN_TIME).until(() -> context.getRoute("third") != null);
    }

    @Test
    void aFileThatCannotStartHoldsBackNoOtherEdit() throws Exception {
        write("cannot", OTHER.replace("other", "cannot").replace("    - setBody:", "    - idempotentConsumer:\n            idempotentRepository: word\n"
                + "            simple: ${body}\n            steps: []\n        - setBody:"));
        write("third", OTHER.replace("other", "third"));
        await().atMost(IN_TIME).until(() -> context.getRoute("third") != null && !reload.getRefused().isEmpty());
        assertThat(reload.getRefused()).singleElement().asString().startsWith("cannot.camel.yaml:");
        write("greet", GREET.replace("hello", "good morning"));
        await().atMost(IN_TIME).until(() -> say("x").equals("good morning x"));
    }

    @Test
    void aRouteThatAnotherSendsToCannotBeDeletedWithoutAWord() throws Exception {
        write("sender", OTHER.replace("other", "sender").replace("    - setBody:", "    - to:\n            uri: direct:other\n"
                + "            parameters:\n              failIfNoConsumers: false\n        - setBody:"));
        await().atMost(IN_TIME).until(() -> context.getRoute("sender") != null);
        Files.delete(folder.resolve("other.camel.yaml"));
        await().atMost(IN_TIME).until(() -> !reload.getRefused().isEmpty());
        assertThat(reload.getRefused()).singleElement().asString().contains("other.camel.yaml:1: it is deleted, and sender.camel.yaml:")
                .contains("no route receives direct:other");
        assertThat(context.getRoute("other")).isNotNull();
        write("greet", GREET.replace("hello", "good morning"));
        await().atMost(IN_TIME).until(() -> say("x").equals("good morning x"));
    }

    @Test
    void filesThatNeedEachOtherAreTakenInAnyOrderBesideAFaultyOne() throws Exception {
        write("broken", "- rout");
        write("caller", OTHER.replace("other", "caller").replace("    - setBody:", "    - to: direct:zz\n        - setBody:"));
        write("zz", OTHER.replace("other", "zz"));
        await().atMost(IN_TIME).until(() -> context.getRoute("caller") != null && context.getRoute("zz") != null);
    }

    @Test
    void aFaultyFileAtTheStartIsLeftOutTheOthersRunAndItIsTakenWhenItIsMended() throws Exception {
        context.removeService(reload);
        reload.stop();
        DefaultCamelContext again = new DefaultCamelContext();
        again.getRegistry().bind("faceCache", cache);
        write("other", OTHER.replace("constant:", "constnt:"));
        try (again) {
            again.start();
            RouteReload second = new RouteReload(again, folder, new RouteCheck(new Side()), () -> () -> { }, RouteReload.Watch.ALWAYS);
            again.addService(second);
            assertThat(again.getRoute("greet")).isNotNull();
            assertThat(again.getRoute("other")).isNull();
            assertThat(second.getRefused()).singleElement().asString().startsWith("other.camel.yaml:");
            write("other", OTHER);
            await().atMost(IN_TIME).until(() -> again.getRoute("other") != null && second.getRefused().isEmpty());
        }
    }

    @Test
    void aNewFileIsTakenAndADeletedOneGoes() throws Exception {
        write("third", OTHER.replace("other", "third"));
        await().atMost(IN_TIME).until(() -> context.getRouteController().getRouteStatus("third") == ServiceStatus.Started);
        Files.delete(folder.resolve("third.camel.yaml"));
        await().atMost(IN_TIME).until(() -> context.getRoute("third") == null);
        assertThat(say("x")).isEqualTo("hello x");
    }

    @Test
    void anEditedErrorHandlerHoldsForTheRoutesThatNameIt() throws Exception {
        write("greet", GREET + "        - throwException:\n            exceptionType: java.lang.IllegalStateException\n            message: no\n");
        await().atMost(IN_TIME).until(() -> say("x").equals("sorry"));
        write("on-error", ERRORS.replace("sorry", "pardon"));
        await().atMost(IN_TIME).until(() -> say("x").equals("pardon"));
    }

    /** What these routes may name. */
    private final class Holds implements RouteReload.Hold {

        @Override
        public AutoCloseable begin() {
            holds.incrementAndGet();
            return holds::decrementAndGet;
        }

        @Override
        public Set<String> newOptions(Supplier<List<String>> routeFaults) {
            return edited.isEmpty() ? Set.of() : Set.of(edited.remove());
        }

        @Override
        public void optionsAsBefore() {
            options.clear();
        }
    }

    private static final class Side implements RouteSide {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public Map<String, String> options() {
            return Map.of();
        }

        @Override
        public Map<String, Class<?>> beans() {
            return Map.of("faceCache", FaceCache.class, "word", String.class);
        }
    }

    private String say(String body) {
        return context.createProducerTemplate().requestBody("direct:greet", body, String.class);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }
}
