// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.hybridface.edge.mqtt.TestBroker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/edge} as a person calls it, with the program behind it. */
@Timeout(120)
class BinEdgeTest {

    @TempDir
    Path home;

    private record Outcome(int exit, String output) {
    }

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Path script = Files.copy(Path.of("src/main/scripts/edge"), home.resolve("bin/edge"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        RunningEdge.routesToEdit(home.resolve("routes"));
        classPathJar(Files.createDirectories(home.resolve("lib")).resolve("all.jar"));
    }

    /** A jar that names this test's class path, in the place of the many in lib/. */
    private static void classPathJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")).split(File.pathSeparator)).map(entry -> new File(entry).toURI().toString())
                .collect(Collectors.joining(" ")));
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    private Outcome edge(String... arguments) throws Exception {
        return edge(Map.of(), arguments);
    }

    private Outcome edge(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/edge").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-help", "-h"})
    void helpIsTheDevicesOwn(String word) throws Exception {
        assertThat(edge(word)).matches(help -> help.exit() == 0 && help.output().contains("usage: bin/edge [-Dname=value ...]")
                && help.output().contains("bin/edge explain <key or event id>"));
    }

    @ParameterizedTest
    @CsvSource({
        "explian,            there is no command 'explian'; did you mean 'explain'? See bin/edge help",
        "valdate,            did you mean 'validate'?",
        "Backup,             did you mean 'backup'?",
        "stop,               there is no command 'stop': bin/edge by itself is the device and runs until it is ended",
        "restart,            there is no command 'restart': bin/edge by itself is the device",
        "visits,             there is no command 'visits'; see bin/edge help",
        "edge.camera=demo,   write -Dedge.camera=demo",
        "-D=x,               -D= has no name",
        "'',                 an empty word is no command",
        "edge.thing=x,       write -Dedge.thing=x",
        "--vresion,          there is no option --vresion",
        "--wait=,            --wait has no value: write --wait=value",
        "--by,               --by has no value: write --by=value",
        "--wait=soon,        --wait is 'soon': give seconds",
        "--yes=no,           --yes takes no value",
        "-D,                 without a space",
        "-Dedge.once,        write -Dedge.once=value",
        "explain,            give the key or the event id",
        "erase,              say whom",
        "export,             say whom",
        "receipt,            give the receipt and the public key",
        "--yes,              --yes, --by and --wait are for bin/edge erase",
        "--cloud=x.json,     --cloud is for bin/edge export"})
    void whatItDoesNotUnderstandIsRefused(String argument, String says) throws Exception {
        assertThat(edge(argument)).matches(refused -> refused.exit() == 2 && refused.output().startsWith("edge: ")
                && refused.output().contains(says), says);
    }

    @Test
    void theValueOfAnOptionMayStandInTheNextWord() throws Exception {
        String port = "-Dedge.http.port=" + TestBroker.freePort();
        assertThat(edge("erase", "Ada", "--yes", "--wait", "5", "--by", "me", port)).matches(no -> no.exit() == 1 && no.output().contains("no device answers"));
        assertThat(edge("erase", "Ada", "--wait", port)).matches(no -> no.exit() == 2 && no.output().contains("--wait has no value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--version", "-version", "-v"})
    void itsVersionIsToldWithoutJava(String word) throws Exception {
        Files.createFile(home.resolve("lib/edge-routes-1.2.3.jar"));
        assertThat(edge(Map.of("JAVA_HOME", "/nowhere"), word)).isEqualTo(new Outcome(0, "edge 1.2.3\n"));
    }

    @ParameterizedTest
    @CsvSource({"11.0.2, true", "1.8.0_392, true", "17.0.9, false"})
    void aJavaThatIsTooOldIsNamed(String version, boolean refused) throws Exception {
        Path java = Files.createDirectories(home.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho started\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        assertThat(edge(Map.of("JAVA_HOME", home.resolve("jdk").toString()))).matches(said -> refused
                ? said.exit() == 2 && said.output().contains("is Java " + version + ": install Java 17 or newer") : said.output().equals("started\n"));
    }

    private Outcome validated(String properties) throws Exception {
        Files.writeString(home.resolve("application.properties"), properties);
        return edge("validate");
    }

    @Test
    void whatIsWrongInTheFileIsToldWithItsLineByValidateAndByTheStart() throws Exception {
        Outcome said = validated("edge.key.file=C:\\keys\\u.key\nedge.camera=webcam\noutbox.dir={{edge.dta.dir}}/outbox\nEDGE_THING=door\nhello\n");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.output()).contains("application.properties line 1, edge.key.file: a backslash is written twice")
                .contains("edge.camera is 'webcam': give camera:0").contains("outbox.dir names {{edge.dta.dir}}, and there is no option of that name; did you mean 'edge.data.dir'?")
                .contains("there is no option EDGE_THING (application.properties); did you mean edge.thing?").contains("note: there is no option hello")
                .doesNotContain("no component").doesNotContain("is not set").doesNotContain("Exception");
        assertThat(edge()).matches(start -> start.exit() == 2 && start.output().contains("line 1, edge.key.file") && !start.output().contains("\tat "));
    }

    @Test
    void anOptionMadeOfItselfAndOneOfCamelsAreToldOnce() throws Exception {
        Outcome said = validated("edge.data.dir={{edge.data.dir}}/x\ncamel.main.shutdown-timeout=soon\nedge:\n  port: 99\n");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.output().lines().filter(line -> !line.contains("no faults") && !line.startsWith("note: "))).containsExactly(
                "there is no option edge (application.properties); did you mean edge.camera=camera:0, the whole name in each line: this is no YAML, INI or XML file and no script",
                "edge.data.dir is made of itself: give a value", "camel.main.shutdown-timeout is 'soon': give a whole number");
    }

    @Test
    void afterVersionAndHelpNothingFollows() throws Exception {
        assertThat(edge("version", "x")).matches(said -> said.exit() == 2 && said.output().contains("'x' is one word too many"));
        assertThat(edge("help", "backup")).matches(said -> said.exit() == 2 && said.output().contains("one word too many"));
        assertThat(edge("validate", "edge.thing=x")).matches(said -> said.exit() == 2 && said.output().contains("write -Dedge.thing=x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"export edge.visits.days=3", "{", "[camera]", "set edge.thing=a", "- edge.thing=a"})
    void aLineOfAnotherLanguageIsRefused(String line) throws Exception {
        assertThat(validated(line + "\n")).matches(said -> said.exit() == 1 && said.output().contains("the whole name in each line"));
    }

    @Test
    void namesAreToldWithWhatWasMeant() throws Exception {
        Files.writeString(home.resolve("application.properties"), "log.level=debug\n");
        assertThat(edge(Map.of("EDGE_MQTT_URL", "tcp://127.0.0.1:1"), "validate").output())
                .contains("there is no option log.level (application.properties); did you mean edge.log.level?").contains("there is no option EDGE_MQTT_URL (the environment); did you mean MQTT_URL?");
        assertThat(validated("").output()).contains("holds no option");
    }

    @Test
    void aFolderOrAnotherNameInTheFilesPlaceIsTold() throws Exception {
        Files.writeString(home.resolve("application.properties.txt"), "edge.thing=door\n");
        assertThat(edge("validate")).matches(said -> said.exit() == 0 && said.output().contains("Is it application.properties.txt? Rename that"));
        Files.createDirectory(home.resolve("application.properties"));
        assertThat(edge("validate")).matches(said -> said.exit() == 1 && said.output().contains("is a folder") && !said.output().contains("Exception"));
        assertThat(edge()).matches(said -> said.exit() == 2 && said.output().contains("is a folder"));
        assertThat(edge("explain", "User001")).matches(said -> said.exit() == 2 && said.output().contains("is a folder"));
    }

    @Test
    void aLevelThatThereIsNotIsOneLine() throws Exception {
        Outcome said = validated("edge.log.level=verbose\n");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.output().lines().filter(line -> line.contains("verbose"))).containsExactly("edge.log.level is 'verbose': give error, warn, info, debug or trace");
    }

    @Test
    void aVariableInSmallLettersIsNotRead() throws Exception {
        assertThat(edge(Map.of("edge_camera", "camera:demo"), "validate")).matches(said -> said.exit() == 1
                && said.output().contains("there is no option edge_camera (the environment); did you mean EDGE_CAMERA?"));
    }

    @Test
    void aPathThatIsNotAbsoluteBeginsWhereItIsWritten() throws Exception {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/data/journal")).getParent().getParent();
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/edge").toString(), "doctor", "-Dedge.camera=camera:dir:nowhere").directory(elsewhere.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).contains(home.resolve("data") + " is made at the first start").doesNotContain(elsewhere.resolve("data").toString());
        assertThat(edge("doctor", "-Dedge.data.dir=typed", "-Dedge.camera=camera:dir:nowhere").output()).contains(home.resolve("typed") + " is made");
        Files.createFile(elsewhere.resolve("data/lock"));
        Process start = new ProcessBuilder(home.resolve("bin/edge").toString(), "-Dedge.camera=camera:dir:nowhere").directory(elsewhere.toFile()).start();
        assertThat(new String(start.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains(elsewhere.resolve("data") + " holds a device's data");
        assertThat(start.waitFor()).isEqualTo(2);
    }

    @Test
    void theOptionsOfExplainMayStandBeforeAndAfterTheKey() throws Exception {
        for (List<String> order : List.of(List.of("explain", "-Dedge.data.dir=elsewhere", "User001"),
                List.of("explain", "User001-k3f9x2", "-Dedge.data.dir=elsewhere"), List.of("-Dedge.data.dir=elsewhere", "explain", "User001"))) {
            assertThat(edge(order.toArray(String[]::new))).matches(life -> life.exit() == 1 && life.output().contains("elsewhere") && !life.output().contains("k3f9x2"), order.toString());
        }
    }

    @Test
    void anOptionThatIsMistypedIsRefusedWhereverItIsGiven() throws Exception {
        Files.writeString(home.resolve("application.properties"), "face.cache.distanse=0.5\n");
        assertThat(edge(Map.of("MQTT_ULR", "tcp://127.0.0.1:1"), "-Dedge.camara=camera:demo")).matches(refused -> refused.exit() == 2)
                .extracting(Outcome::output).asString()
                .contains("there is no option face.cache.distanse (application.properties); did you mean face.cache.distance?")
                .contains("there is no option edge.camara (-D); did you mean edge.camera?")
                .contains("there is no option MQTT_ULR (the environment); did you mean MQTT_URL?");
    }

    @ParameterizedTest
    @CsvSource({
        "-Dedge.camera=rtsp://host/path,    give camera:rtsp://host/path",
        "-Dedge.http.port=99999,            edge.http.port is '99999': give a whole number from 1 to 65535",
        "-Dedge.thing=a+b,                  edge.thing is 'a+b': give 1 to 128 of the letters",
        "-Dedge.thing=a/#,                  edge.thing is 'a/#': give 1 to 128 of the letters",
        "-Dmqtt.url=ssl://host:99999,       the port from 1 to 65535"})
    void aValueThatCannotBeMeantIsRefused(String option, String says) throws Exception {
        assertThat(edge(option)).matches(refused -> refused.exit() == 2 && refused.output().contains(says), says);
    }

    @Test
    void theDoctorHasALineForEachThingAndAnExitCode() throws Exception {
        Outcome sick = edge("doctor", "-Dedge.camera=camera:dir:nowhere");
        assertThat(sick.exit()).isEqualTo(1);
        assertThat(sick.output()).containsPattern("(?m)^ok   routes +no faults").containsPattern("(?m)^bad  camera +camera:dir:nowhere is no folder");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aDeviceMovesInOneFileAndAnotherPasswordOpensNothing() throws Exception {
        Files.createDirectories(home.resolve("data/faces"));
        Files.writeString(home.resolve("data/faces/User001.face"), "sealed");
        Files.writeString(home.resolve("device.key"), "k".repeat(32));
        Files.writeString(home.resolve("password"), "correct horse battery\n");
        String from = "-Dedge.data.dir=" + home.resolve("data");
        String key = "-Dedge.key.file=" + home.resolve("device.key");
        String password = "-Dedge.backup.password.file=" + home.resolve("password");
        String file = home.resolve("door.backup").toString();
        assertThat(edge("backup", file, from, key)).matches(none -> none.exit() == 1 && none.output().contains("EDGE_BACKUP_PASSWORD"));
        assertThat(edge("backup", file, from, key, "-Dedge.backup.password=correct horse battery")).matches(seen -> seen.exit() == 2
                && seen.output().contains("list of processes"));
        assertThat(edge("backup", file, from, key, password)).matches(done -> done.exit() == 0 && done.output().contains("holds this device"));
        String to = "-Dedge.data.dir=" + home.resolve("moved");
        String movedKey = "-Dedge.key.file=" + home.resolve("moved.key");
        assertThat(edge(Map.of("EDGE_BACKUP_PASSWORD", "another password"), "restore", file, to, movedKey)).matches(no -> no.exit() == 1
                && no.output().contains("the password is another one"));
        assertThat(home.resolve("moved")).doesNotExist();
        assertThat(edge("restore", to, movedKey, password, file)).matches(done -> done.exit() == 0);
        assertThat(home.resolve("moved/faces/User001.face")).hasContent("sealed");
        assertThat(home.resolve("moved.key")).hasContent("k".repeat(32));
    }

    @Test
    void aBackupThatCannotBeIsToldBeforeAPasswordIsAsked() throws Exception {
        assertThat(edge("restore", "/nowhere/x.backup")).matches(no -> no.exit() == 1 && no.output().contains("there is no file /nowhere/x.backup"));
        assertThat(edge("restore", home.toString())).matches(no -> no.exit() == 1 && no.output().contains("cannot be read"));
        assertThat(edge("restore", "bin/edge")).matches(no -> no.exit() == 1 && no.output().contains("is no backup of this program"));
        assertThat(edge("backup", "/nowhere/x.backup")).matches(no -> no.exit() == 1 && no.output().contains("there is no folder /nowhere"));
        assertThat(edge("backup", "bin/edge")).matches(no -> no.exit() == 1 && no.output().contains("is there already"));
    }

    @Test
    void withoutARunningDeviceNobodyIsErased() throws Exception {
        String port = "-Dedge.http.port=" + TestBroker.freePort();
        assertThat(edge("erase", "Ada", "--yes", port)).matches(no -> no.exit() == 1 && no.output().contains("no device answers at http://127.0.0.1"));
    }

    @Test
    void anUpgradeWantsADeviceThatIsThereAndAnother() throws Exception {
        assertThat(edge("upgrade", "nowhere")).matches(no -> no.exit() == 2 && no.output().contains("there is no device in"));
        assertThat(edge("upgrade", home.toString())).matches(no -> no.exit() == 2 && no.output().contains("unzip the new one elsewhere"));
    }

    @Test
    void aFileNameBeyondAsciiIsFoundInTheLocaleOfPosix() throws Exception {
        Path routes = RunningEdge.routesToEdit(home.resolve("Büro"));
        assertThat(edge(Map.of("LC_ALL", "POSIX", "LANG", "C"), "validate", routes.toString())).matches(said -> said.exit() == 0
                && said.output().contains("no faults"));
    }

    private static String route(String id, String step) {
        return "- route:\n    id: " + id + "\n    from:\n      uri: direct:" + id + "\n      steps:\n        - " + step + "\n";
    }

    /** What the start would say: also what only shows without the files that have other faults. */
    @Test
    void oneFaultyRouteFileHidesNoFaultOfAnother() throws Exception {
        Files.writeString(home.resolve("routes/a.camel.yaml"), route("a", "bean: { ref: nobody, method: x }"));
        Files.writeString(home.resolve("routes/b.camel.yaml"), route("b", "to: direct:b"));
        Files.writeString(home.resolve("routes/c.camel.yaml"), "- route:\n  id: [\n");
        Files.writeString(home.resolve("routes/d.camel.yaml"), route("d", "to: direct:nowhere"));
        assertThat(edge("validate")).matches(said -> said.exit() == 1).extracting(Outcome::output).asString()
                .contains("a.camel.yaml:6: ").contains("b.camel.yaml:4: the routes go round in a circle").contains("c.camel.yaml:").contains("no route receives direct:nowhere");
    }

    @Test
    void validateSaysWhatIsNotReadAndWhichOptionIsMistyped() throws Exception {
        Files.copy(home.resolve("routes/live-view.camel.yaml"), home.resolve("routes/hello.yaml"));
        assertThat(edge("validate", "-Dedge.camara=camera:demo")).matches(said -> said.exit() == 1).extracting(Outcome::output).asString()
                .contains("note: hello.yaml is not read").contains("no faults").contains("did you mean edge.camera?");
        assertThat(edge("validate")).matches(said -> said.exit() == 0);
    }
}
