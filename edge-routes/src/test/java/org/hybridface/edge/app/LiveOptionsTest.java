// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.cache.CacheSettings;
import org.hybridface.edge.recognise.LookSettings;
import org.hybridface.edge.reload.OwnOptions;
import org.hybridface.vision.ModelLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody edits application.properties while the device runs. */
class LiveOptionsTest {

    private static final ModelLines LINES = new ModelLines(1.03, 1.126, 1.048, 0.99, 0.95, 10.8);

    @TempDir
    Path folder;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private Path file;
    private LiveOptions live;
    private OwnOptions own;
    private List<String> routeFaults = List.of();
    private Supplier<CacheSettings> cache;
    private Supplier<LookSettings> look;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("application.properties"), "face.patience=1s\nmy.own=1\n");
        DeviceOptions.of(file).give(context);
        live = new LiveOptions(context);
        cache = live.of(options -> DeviceSettings.cache(options, LINES));
        look = live.of(DeviceSettings::look);
        own = new OwnOptions(context, Optional.of(file), OptionCheck.known(), live);
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    /** Two looks make a settled file. */
    private Set<String> edit(String text) throws IOException {
        Files.writeString(file, text);
        own.newOnes(() -> routeFaults);
        return own.newOnes(() -> routeFaults);
    }

    @Test
    void whatIsReadHereTakesEffectWithoutAStart() throws IOException {
        assertThat(edit("face.patience=2s\nface.cache.distance=0.9\ncloud.budget.per-hour=7\nmy.own=2\n"))
                .containsExactlyInAnyOrder("face.patience", "face.cache.distance", "cloud.budget.per-hour", "my.own");

        assertThat(look.get().patience()).hasSeconds(2);
        assertThat(cache.get().sameFaceDistance()).isEqualTo(0.9);
        assertThat(cache.get().asksPerHour()).isEqualTo(7);
        assertThat(context.resolvePropertyPlaceholders("{{my.own}}")).isEqualTo("2");
    }

    @Test
    void anEditThatCannotBeReadIsToldOnceAndTheOthersAreTaken() throws IOException {
        try (LogLines log = new LogLines(OwnOptions.class.getName())) {
            assertThat(edit("face.patience=2s\nedge.record=C:\\users\\me\nmy.own=1\n")).containsExactly("face.patience");
            own.newOnes(() -> routeFaults);
            assertThat(log.lines()).filteredOn(line -> line.contains("refused")).singleElement().asString().contains("event=option-refused").contains("line 2, edge.record").contains("It stays as it was");
            assertThat(look.get().patience()).hasSeconds(2);

            Files.delete(file);
            own.newOnes(() -> routeFaults);
            assertThat(own.newOnes(() -> routeFaults)).isEmpty();
            assertThat(log.lines()).last().asString().contains("is gone");
            assertThat(edit("face.patience=3s\n")).contains("face.patience");
        }
    }

    @Test
    void anEditThatWouldEndTheNextStartIsToldNow() throws IOException {
        try (LogLines log = new LogLines(OwnOptions.class.getName())) {
            edit("edge.http.port=abc\ncamel.main.shutdown-timeout=soon\nedge.thing=hall\nmy.own=1\nface.patience=1s\n");
            assertThat(log.lines()).anySatisfy(line -> assertThat(line).contains("edge.http.port is 'abc': give a whole number from 1 to 65535. The next start would end with this"))
                    .anySatisfy(line -> assertThat(line).contains("camel.main.shutdown-timeout is 'soon'"))
                    .anySatisfy(line -> assertThat(line).contains("option=edge.thing it takes effect when the device is started anew")).hasSize(3);
        }
    }

    @Test
    void whatIsGivenMoreStronglyElsewhereChangesNothing() throws IOException {
        System.setProperty("my.own", "5");
        try (LogLines log = new LogLines(OwnOptions.class.getName())) {
            assertThat(edit("face.patience=1s\nmy.own=2\n")).isEmpty();
            assertThat(log.lines()).singleElement().asString().contains("with -D as well, which counts more");
        } finally {
            System.clearProperty("my.own");
        }
    }

    @Test
    void aFileThatComesWhileTheDeviceRunsIsTaken() throws IOException {
        Path later = folder.resolve("later.properties");
        own = new OwnOptions(context, Optional.of(later), OptionCheck.known(), live);
        file = later;
        assertThat(edit("face.patience=4s\n")).containsExactly("face.patience");
        assertThat(look.get().patience()).hasSeconds(4);
    }

    @Test
    void aLineThatIsTakenOutBringsTheDefaultBack() throws IOException {
        edit("face.patience=2s\n");

        edit("my.own=1\n");

        assertThat(look.get().patience()).hasMillis(700);
    }

    @ParameterizedTest
    @CsvSource({"face.patience=soon", "face.patience=-1s", "face.cache.capacity=0", "face.cache.distance=near", "cloud.budget.per-hour=1.5", "face.cache.ttl=0s"})
    void whatCannotBeMeantStaysAsItWasAndTheOtherEditsAreTaken(String line) throws IOException {
        CacheSettings before = cache.get();

        assertThat(edit((line.startsWith("face.patience") ? "" : "face.patience=1s\n") + "face.reverify=9s\n" + line + "\n")).contains("face.reverify")
                .doesNotContain(line.substring(0, line.indexOf('=')));

        assertThat(cache.get()).isEqualTo(before);
        assertThat(look.get().patience()).hasSeconds(1);
        assertThat(edit("face.patience=3s\n")).contains("face.patience");
        assertThat(look.get().patience()).hasSeconds(3);
    }

    @Test
    void afterTwoEditsThatCannotBeMeantTheValueBeforeThemIsThere() throws IOException {
        edit("face.patience=soon\nmy.own=1\n");

        edit("face.patience=later\nmy.own=1\n");

        assertThat(context.resolvePropertyPlaceholders("{{face.patience}}")).isEqualTo("1s");
    }

    /** As by a disk that is full, or a copy that was broken off. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# Options of this device.\n", "face.patience=1", "face.patience=1s\nmy.o", "face.p", "# Another comment.\nface.reverify=9s\nmy.own="})
    void aSaveThatWasCutShortChangesNothing(String text) throws IOException {
        try (LogLines log = new LogLines(OwnOptions.class.getName())) {
            assertThat(edit(text)).isEmpty();
            own.newOnes(() -> routeFaults);

            assertThat(log.lines()).singleElement().asString().contains("event=option-refused").contains("a save that was cut short? All options stay as they were");
            assertThat(look.get().patience()).hasSeconds(1);
            assertThat(context.resolvePropertyPlaceholders("{{my.own}}")).isEqualTo("1");
        }
        assertThat(edit("face.patience=2s\n")).contains("face.patience");
    }

    @ParameterizedTest
    @ValueSource(strings = {"face.patience=1s\n", "face.patience=1s", "my.own=1"})
    void aLineLessIsNoSaveThatWasCutShort(String text) throws IOException {
        assertThat(edit(text)).hasSize(1);
    }

    @Test
    void whatRoutesWouldStumbleOverIsNotTakenAndTheirOldFaultsDoNotMatter() throws IOException {
        routeFaults = List.of("a.camel.yaml:1: was there before");
        Files.writeString(file, "face.patience=2s\nmy.own=2\n");
        own.newOnes(() -> routeFaults);

        Set<String> taken = own.newOnes(() -> context.resolvePropertyPlaceholders("{{my.own}}").equals("2") ? List.of(routeFaults.get(0), "b.camel.yaml:2: no such thing") : routeFaults);

        assertThat(taken).containsExactly("face.patience");
        assertThat(context.resolvePropertyPlaceholders("{{my.own}}")).isEqualTo("1");
    }

    @Test
    void anOptionThatNamesOneThatIsNotThereIsNotTaken() throws IOException {
        System.setProperty("edge.home", folder.toString());
        try {
            assertThat(edit("face.patience=2s\nmy.own={{my.owm}}\n")).containsExactly("face.patience");
            assertThat(context.resolvePropertyPlaceholders("{{my.own}}")).isEqualTo("1");
        } finally {
            System.clearProperty("edge.home");
        }
    }

    @Test
    void whatShowsWhenRoutesAreBuiltIsUndone() throws IOException {
        edit("face.patience=2s\nmy.own=2\n");

        own.asBefore();

        assertThat(look.get().patience()).hasSeconds(1);
        assertThat(context.resolvePropertyPlaceholders("{{my.own}}")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"face.patiense", "fase.patience", "cloud.budget.perhour", "mqtt.ulr"})
    void aSlipOfThePenIsNoOptionOfSomebodysOwn(String name) throws IOException {
        assertThat(edit("face.patience=1s\nmy.own=1\n" + name + "=5s\n")).isEmpty();
    }

    @Test
    void whatIsReadAtTheStartOnlyIsNotTaken() throws IOException {
        assertThat(edit("face.patience=1s\nmy.own=1\nedge.thing=other\nmqtt.url=tcp://127.0.0.1:1\ncamel.main.name=x\n")).isEmpty();
    }

    @Test
    void anOptionThatNamesAnotherFollowsIt() throws IOException {
        edit("face.patience={{my.patience}}\nmy.patience=4s\n");

        edit("face.patience={{my.patience}}\nmy.patience=5s\n");

        assertThat(look.get().patience()).hasSeconds(5);
    }
}
