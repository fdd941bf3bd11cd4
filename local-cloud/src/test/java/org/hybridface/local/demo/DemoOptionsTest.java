// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
