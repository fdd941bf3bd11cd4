// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridface.local.GivenOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void unsetPropertiesArriveAsEmptyTextsAndCountAsAbsent() {
        DemoOptions options = DemoOptions.from(name -> "");

        assertThat(options.once()).isFalse();
        assertThat(options.devices()).isEqualTo(1);
        assertThat(options.isRenderedScene()).isTrue();
        assertThat(options.matchBy()).isEqualTo("faces");
        assertThat(options.edgeOptions()).isEmpty();
    }

    @Test
    void everyOptionIsTaken() {
        DemoOptions options = DemoOptions.from(Map.of(
                "demo.once", "true",
                "demo.camera", "camera:dir:my photos",
                "demo.people", folder.toString(),
                "edge.record", "/tmp/record.jsonl",
                "edge.http.port", "9999")::get);

        assertThat(options.once()).isTrue();
        assertThat(options.camera()).contains("camera:dir:my photos");
        assertThat(options.people()).contains(folder);
        assertThat(options.record()).contains(Path.of("/tmp/record.jsonl"));
        assertThat(options.edgeOptions()).containsExactly(Map.entry("edge.http.port", "9999"));
        assertThat(options.isRenderedScene()).isFalse();
        assertThat(DemoOptions.from(Map.of("demo.devices", "2")::get).devices()).isEqualTo(2);
        assertThat(DemoOptions.from(Map.of("demo.match-by", "users")::get).matchBy()).isEqualTo("users");
        assertThat(DemoOptions.from(Map.of("demo.chaos", "broker:cut@20s+10s,device:kill@40s")::get).chaos()).hasSize(2);
    }

    @Test
    void aMistakeIsAnsweredWithWhatToDo() {
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.camera", "photos")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("give a camera such as camera:0");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.people", "/no/such/folder")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("one sub-folder of photos per name");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.function-environment", "x")::get).stack()).isInstanceOf(DemoException.class)
                .hasMessageContaining("demo.function-environment").hasMessageContaining("give NAME=value");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.match-by", "user")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("give faces or users");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.devices", "9")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("give 1 or 2");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.devices", "2", "demo.once", "true")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("leave out demo.devices");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.once", "yes")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("give -Ddemo.once");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.chaos", "broker:cut")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("such as broker:cut@20s+10s");
        assertThatThrownBy(() -> DemoOptions.from(Map.of("demo.chaos", "broker:cut@1s", "demo.once", "true")::get))
                .isInstanceOf(DemoException.class).hasMessageContaining("leave out demo.chaos");
    }

    /** Maven hands on what its pom names, and drops the rest. */
    @Test
    void thePomHandsOnEveryOption() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(DemoOptions.names()).allSatisfy(name -> assertThat(pom).contains("<argument>-D" + name + "=${" + name + "}</argument>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-q -Pdemo -Ddemo.onec", " -Pdemo -D demo.onec=true", "-Pdemo --define demo.onec"})
    void anOptionThatNobodyReadsIsTold(String commandLine) {
        assertThat(GivenOptions.unknown(commandLine, DemoOptions.names())).hasValueSatisfying(line -> assertThat(line).startsWith("there is no option demo.onec here").contains("demo.once"));
    }

    @Test
    void anOptionOfAnotherPartIsToldWithItsNameHere() {
        assertThat(GivenOptions.unknown("-Pdemo -Dedge.camera=camera:0", DemoOptions.names())).hasValueSatisfying(line -> assertThat(line).contains("did you mean demo.camera?"));
    }

    @Test
    void whatIsReadOrOfOthersIsNotTold() {
        for (String commandLine : List.of("-q -Pdemo -Ddemo.once -Dedge.http.port=9999", "-Dmaven.repo.local=/x -Dstyle.color=never verify", "-Dfile=a-Dlocal.x")) {
            assertThat(GivenOptions.unknown(commandLine, DemoOptions.names())).isEmpty();
        }
        assertThat(GivenOptions.unknown(null, DemoOptions.names())).isEmpty();
    }
}
