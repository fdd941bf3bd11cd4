// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradedDeviceTest {

    private static final String OLD = "- route:\n    id: r\n    from:\n      uri: timer:old\n      steps: []\n";
    private static final String NEW = OLD.replace("old", "new");
    private static final String MINE = OLD.replace("old", "mine");

    @TempDir
    Path folder;

    private Path device;
    private Path fresh;

    @BeforeEach
    void anOldDeviceAndANewVersion() throws IOException {
        device = folder.resolve("device");
        fresh = folder.resolve("fresh");
        write(device, "bin/edge", "old program");
        write(device, "edge-bom.json", "{\"metadata\":{\"component\":{\"name\":\"edge-routes\",\"version\":\"0.1\"}},\"components\":[{\"name\":\"camel-main\",\"version\":\"4.17.0\"}]}");
        jar(device.resolve("lib/edge-routes-0.1.jar"), "a=1\nb=1\nc=1\ngone=1\n");
        write(device, "lib/camel-main-4.17.0.jar", "");
        write(device, "lib/my-detector.jar", "mine");
        write(device, "data/faces/User001.face", "Ada");
        write(device, "device.key", "key");
        write(device, "application.properties", "# mine\na=2\nb=1\nc=3 \\\n  and more\ngone=5\nown.url=http://x/#y\n");
        for (String name : List.of("untouched", "edited", "deleted", "same")) {
            write(device, "shipped/routes/" + name + ".camel.yaml", OLD);
            write(device, "routes/" + name + ".camel.yaml", OLD);
            write(fresh, "routes/" + name + ".camel.yaml", name.equals("same") ? OLD : NEW);
        }
        write(device, "routes/edited.camel.yaml", MINE);
        write(device, "routes/own.camel.yaml", MINE);
        Files.delete(device.resolve("routes/deleted.camel.yaml"));
        write(fresh, "routes/added.camel.yaml", NEW);
        for (Map.Entry<String, String> route : RouteCheck.read(fresh.resolve("routes")).entrySet()) {
            write(fresh, "shipped/routes/" + route.getKey(), route.getValue());
        }
        write(fresh, "bin/edge", "new program");
        String options = "# new\na=1\n\n# b is two now\nb=2\nc=1\nd=4\n";
        jar(fresh.resolve("lib/edge-routes-0.2.jar"), options);
        write(fresh, "edge-bom.json", "{\"metadata\":{\"component\":{\"name\":\"edge-routes\",\"version\":\"0.2\"}},\"components\":[]}");
        write(fresh, "application.properties", options);
    }

    @Test
    void whatTheOwnerEditedAddedOrDeletedStaysAndTheRestIsNew() throws IOException {
        List<String> said = Upgrade.run(fresh, device);
        assertThat(routes()).containsOnly(Map.entry("untouched.camel.yaml", NEW), Map.entry("edited.camel.yaml", MINE), Map.entry("own.camel.yaml", MINE),
                Map.entry("same.camel.yaml", OLD), Map.entry("added.camel.yaml", NEW));
        assertThat(said).anyMatch(one -> one.contains("routes/edited.camel.yaml was edited and stays as it is; the new version has other routes r"))
                .anyMatch(one -> one.contains("routes/deleted.camel.yaml was deleted here and stays so"))
                .anyMatch(one -> one.contains("routes/untouched.camel.yaml was not edited"))
                .noneMatch(one -> one.contains("same.camel.yaml") || one.contains("own.camel.yaml"));
        assertThat(Files.readString(device.resolve("bin/edge"))).isEqualTo("new program");
        assertThat(Files.readString(device.resolve("before-upgrade/bin/edge"))).isEqualTo("old program");
        assertThat(device.resolve("before-upgrade/routes/untouched.camel.yaml")).hasContent(OLD);
        assertThat(device.resolve("data/faces/User001.face")).hasContent("Ada");
        assertThat(device.resolve("device.key")).hasContent("key");
        assertThat(device.resolve("lib")).isDirectoryContaining("glob:**/my-detector.jar").isDirectoryNotContaining("glob:**/camel-main*");
    }

    @Test
    void changedOptionsStayAsTheyWereWrittenAndOthersHaveTheNewDefault() throws IOException {
        List<String> said = Upgrade.run(fresh, device);
        assertThat(device.resolve("application.properties")).hasContent("# new\na=2\n\n# b is two now\nb=2\nc=3 \\\n  and more\nd=4\n\n# --- Your own ---\nown.url=http://x/#y\n");
        assertThat(device.resolve("before-upgrade/application.properties")).exists();
        assertThat(said).contains("application.properties keeps your a, c, own.url", "application.properties: b has another default now",
                "application.properties: there is no option gone any more; it is left out");
    }

    @Test
    void anUpgradeDoneTwiceChangesNothingMore() throws IOException {
        Upgrade.run(fresh, device);
        Map<String, String> routes = routes();
        String options = Files.readString(device.resolve("application.properties"));
        Upgrade.run(fresh, device);
        assertThat(routes()).isEqualTo(routes);
        assertThat(Files.readString(device.resolve("application.properties"))).isEqualTo(options);
    }

    @Test
    void aRouteFileOfAVersionThatKeptNoCopiesIsKnownByItsHash() throws IOException {
        String earlier = new String(UpgradedDeviceTest.class.getResourceAsStream("/earlier/on-error.camel.yaml").readAllBytes(), StandardCharsets.UTF_8);
        ShippedRoutes shipped = ShippedRoutes.of(folder.resolve("nowhere"));
        assertThat(shipped.isUntouched("on-error.camel.yaml", earlier)).isTrue();
        assertThat(shipped.isUntouched("on-error.camel.yaml", earlier.replace("\n", "\r\n"))).isTrue();
        assertThat(shipped.isUntouched("on-error.camel.yaml", earlier + "# edited\n")).isFalse();
        assertThat(shipped.isUntouched("live-view.camel.yaml", earlier)).isFalse();
    }

    private Map<String, String> routes() throws IOException {
        return new TreeMap<>(RouteCheck.read(device.resolve("routes")));
    }

    private static void write(Path home, String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void jar(Path file, String properties) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("application.properties"));
            jar.write(properties.getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
