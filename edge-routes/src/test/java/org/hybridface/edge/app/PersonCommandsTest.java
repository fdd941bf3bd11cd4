// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.PersonMain.MisusedException;
import org.hybridface.edge.cache.FaceEntry;
import org.hybridface.edge.erase.ErasureReports;
import org.hybridface.messages.Answer;
import org.hybridface.messages.Sha256;
import org.hybridface.messages.Whose;
import org.hybridface.vision.Embedding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/edge export}, {@code erase} and {@code receipt} do, with a device that runs and has no link. */
class PersonCommandsTest {

    @TempDir
    Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void aPersonIsExportedAndErasedByKeyOrNameAndWhoIsMeantMustBeClear() throws Exception {
        try (RunningEdge edge = RunningEdge.start(home, "edge.camera", "camera:dir:" + Files.createDirectories(home.resolve("nobody")), "cloud.naming", "true",
                "mqtt.url", "tcp://127.0.0.1:1").awaitStarted()) {
            PersonCommands commands = new PersonCommands(page(edge), home.resolve("data"), "door", out);
            String stranger = person(edge, 1, Optional.empty());
            String ada = person(edge, 2, Optional.of("Ada"));
            String bob = person(edge, 3, Optional.of("Bob"));
            person(edge, 4, Optional.of("Bob"));

            Path zip = home.resolve("ada.zip");
            assertThat(commands.export("ada", Optional.of(zip), List.of())).isZero();
            try (ZipFile file = new ZipFile(zip.toFile())) {
                assertThat(file.stream().map(Object::toString)).contains("README.txt", "device/edge-device/faces/" + ada + ".json");
            }
            assertThatThrownBy(() -> commands.export("ada", Optional.of(zip), List.of())).isInstanceOf(MisusedException.class).hasMessageContaining("is there already");
            assertThatThrownBy(() -> commands.export("Ada", Optional.empty(), List.of(home.resolve("nowhere.json")))).isInstanceOf(MisusedException.class)
                    .hasMessageContaining("nowhere.json is not there");
            assertThatThrownBy(() -> commands.export("ada", Optional.of(home.resolve("none/at/all/ada.zip")), List.of())).isInstanceOf(MisusedException.class)
                    .hasMessageContaining("there is no folder " + home.resolve("none/at/all") + ": make it");
            assertThatThrownBy(() -> commands.export("Nobody", Optional.empty(), List.of())).isInstanceOf(MisusedException.class).hasMessageContaining("nobody is called Nobody");
            assertThatThrownBy(() -> commands.erase("Bob", Optional.empty(), whom -> true, 0)).isInstanceOf(MisusedException.class)
                    .hasMessageContaining("several are called Bob").hasMessageContaining(bob);
            assertThatThrownBy(() -> commands.erase("Nobody", Optional.empty(), whom -> true, 0)).isInstanceOf(MisusedException.class).hasMessageContaining("nobody is called");
            assertThatThrownBy(() -> commands.erase("Ada", Optional.empty(), whom -> false, 0)).isInstanceOf(MisusedException.class).hasMessageContaining("give --yes to erase Ada");

            assertThat(commands.erase("Ada", Optional.of("Grace"), "Ada"::equals, 0)).as("without a link").isEqualTo(PersonMain.EXIT_FAILED);
            assertThat(text()).contains("nothing is erased");
            assertThat(edge.cache().find(ada)).isPresent();
            assertThat(commands.erase(stranger, Optional.empty(), whom -> true, 0)).as("the cloud knows nobody like that").isZero();
            assertThat(edge.cache().find(stranger)).isEmpty();
        }
    }

    /** Each way to say who is meant, with blanks around it and in other letters: the right one, or a word of what to do. */
    @Test
    void whoeverMayBeMeantInTwoWaysIsNotErased() throws Exception {
        try (RunningEdge edge = RunningEdge.start(home, "edge.camera", "camera:dir:" + Files.createDirectories(home.resolve("nobody")), "cloud.naming", "false").awaitStarted()) {
            PersonCommands commands = new PersonCommands(page(edge), home.resolve("data"), "door", out);
            String zoe = person(edge, 1, Optional.of("Zo\u00eb"));
            String bob = person(edge, 2, Optional.of("Bob"));
            String bobToo = person(edge, 3, Optional.of("bob"));
            String tricky = person(edge, 4, Optional.of(bob));
            String face = edge.cache().find(zoe).orElseThrow().faceId().orElseThrow();
            String person = edge.cache().find(zoe).orElseThrow().person().orElseThrow();

            int number = 0;
            for (String same : List.of("Zo\u00eb", "  zO\u00cb\t", "Zoe\u0308", zoe, " " + zoe.toLowerCase(Locale.ROOT) + " ", face, face.toUpperCase(Locale.ROOT), person, " " + person + "\u00a0")) {
                Path zip = home.resolve(++number + ".zip");
                assertThat(commands.export(same, Optional.of(zip), List.of())).as(same).isZero();
                try (ZipFile file = new ZipFile(zip.toFile())) {
                    assertThat(file.stream().map(Object::toString)).as(same).contains("device/edge-device/faces/" + zoe + ".json").noneMatch(name -> name.contains(bob));
                }
                assertThatThrownBy(() -> commands.erase(same, Optional.empty(), whom -> false, 0)).as(same).hasMessageContaining("give --yes to erase Zo\u00eb");
            }
            for (String several : List.of("BOB", " bob ", bob, bob.toUpperCase(Locale.ROOT))) {
                assertThatThrownBy(() -> commands.erase(several, Optional.empty(), whom -> true, 0)).as(several).isInstanceOf(MisusedException.class)
                        .hasMessageContaining("several are called").hasMessageContaining(bob).hasMessageContaining(several.strip().equalsIgnoreCase("bob") ? bobToo : tricky)
                        .hasMessageContaining(edge.cache().find(bob).orElseThrow().person().orElseThrow());
                assertThatThrownBy(() -> commands.export(several, Optional.empty(), List.of())).as(several).hasMessageContaining("several are called");
            }
            for (String nobody : List.of("Nobody", UUID.randomUUID().toString(), "Zo", "User", zoe + "-abc123")) {
                assertThatThrownBy(() -> commands.erase(nobody, Optional.empty(), whom -> true, 0)).as(nobody).isInstanceOf(MisusedException.class)
                        .hasMessageContaining("nobody is called " + nobody).hasMessageContaining("/api/people");
            }
            for (String near : List.of("Zoe", "zoé", "Zo", "zoeh")) {
                assertThatThrownBy(() -> commands.erase(near, Optional.empty(), whom -> true, 0)).as("told, and not taken for meant").hasMessageContaining("here, but Zo\u00eb is: give");
            }
            assertThatThrownBy(() -> commands.erase("User999", Optional.empty(), whom -> true, 0)).isInstanceOf(MisusedException.class).hasMessageContaining("User999 is not remembered");
            assertThatThrownBy(() -> commands.erase("  ", Optional.empty(), whom -> true, 0)).isInstanceOf(MisusedException.class).hasMessageContaining("names nobody");
            assertThat(edge.cache().list().size()).as("nobody was erased").isEqualTo(4);

            assertThat(commands.erase(edge.cache().find(bob).orElseThrow().person().orElseThrow(), Optional.empty(), whom -> true, 0)).isEqualTo(PersonMain.EXIT_OPEN);
            assertThat(edge.cache().list()).extracting(FaceEntry::key).containsExactlyInAnyOrder(zoe, bobToo, tricky);
            assertThat(commands.erase("bob", Optional.empty(), whom -> true, 0)).as("the one of that name who is left").isEqualTo(PersonMain.EXIT_OPEN);
            assertThat(edge.cache().list()).extracting(FaceEntry::key).containsExactlyInAnyOrder(zoe, tricky);
        }
    }

    @Test
    void whoWasErasedIsSaidToBeErasedAndByWhichReceipt() throws Exception {
        try (RunningEdge edge = RunningEdge.start(home, "edge.camera", "camera:dir:" + Files.createDirectories(home.resolve("nobody"))).awaitStarted()) {
            PersonCommands commands = new PersonCommands(page(edge), home.resolve("data"), "door", out);
            String erasure = UUID.randomUUID().toString();
            String gone = UUID.randomUUID().toString();
            String face = UUID.randomUUID().toString();
            edge.context().getRegistry().lookupByNameAndType("erasureReports", ErasureReports.class).keep(receipt(erasure, gone, face));

            for (String asked : List.of(gone, " " + face.toUpperCase(Locale.ROOT))) {
                assertThatThrownBy(() -> commands.erase(asked, Optional.empty(), whom -> true, 0)).as(asked).isInstanceOf(MisusedException.class)
                        .hasMessageContaining("was erased").hasMessageContaining(erasure + ".receipt is done");
                assertThatThrownBy(() -> commands.export(asked, Optional.empty(), List.of())).as(asked).hasMessageContaining("was erased");
            }
        }
    }

    /** As it comes once all is done. */
    private static byte[] receipt(String erasure, String person, String face) {
        return ("{\"receipt\":{\"version\":1,\"erasure\":\"" + erasure + "\",\"subject\":\"" + Sha256.hex(person) + "\",\"subjects\":[\"" + Sha256.hex(person) + "\",\""
                + Sha256.hex(face) + "\"],\"device\":\"edge-device\",\"began\":\"2026-01-31T10:15:30Z\",\"state\":\"done\",\"places\":[],\"devices\":[]},\"signature\":\"\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** With more people than the list shows a name proves nothing. */
    @Test
    void aNameIsNotEnoughWhereNotEverybodyIsListed() throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonNode list = json.readTree("{\"known\":2,\"people\":[{\"id\":\"p1\",\"name\":\"Ada\",\"faces\":[{\"key\":\"User001\",\"inCloud\":true}]}]}");

        assertThatThrownBy(() -> PeopleList.of(list).find("ada")).isInstanceOf(MisusedException.class).hasMessageContaining("of 2 people only the 1 seen last are listed");
        assertThat(PeopleList.of(list).find("User001")).map(PeopleList.Whom::called).contains("Ada");
    }

    @Test
    void aReceiptIsHeldAgainstAKeyAndOneChangedLetterIsSeen() throws Exception {
        KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path pem = Files.writeString(home.resolve("receipt.pub"), "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");
        String receipt = "{\"version\":1,\"erasure\":\"e\",\"by\":\"Zoë\",\"state\":\"done\"}";
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(receipt.getBytes(StandardCharsets.UTF_8));
        String signed = "{ \"receipt\": " + receipt + ",\n \"signature\": \"" + Base64.getEncoder().encodeToString(signature.sign()) + "\" }";

        assertThat(check(signed, pem)).isZero();
        assertThat(check("{\"receipts\":[" + signed + "," + signed + "]}", pem)).isZero();
        assertThat(check(signed.replace("done", "dOne"), pem)).isEqualTo(PersonMain.EXIT_FAILED);
        assertThat(check("{\"receipt\":" + receipt + "}", pem)).isEqualTo(PersonMain.EXIT_FAILED);
        assertThat(check("{\"receipt\":" + receipt + ",\"signature\":\"???\"}", pem)).isEqualTo(PersonMain.EXIT_FAILED);
        assertThatThrownBy(() -> check("{}", pem)).isInstanceOf(MisusedException.class).hasMessageContaining("no receipt");
        assertThatThrownBy(() -> check("garbage", pem)).isInstanceOf(MisusedException.class).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> check(signed, home.resolve("receipt.json"))).isInstanceOf(MisusedException.class).hasMessageContaining("no public Ed25519 key");
    }

    private int check(String receipt, Path pem) throws Exception {
        return ReceiptCheck.run(Files.writeString(home.resolve("receipt.json"), receipt), pem, out);
    }

    private DevicePage page(RunningEdge edge) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            Properties own = new Properties();
            own.setProperty("edge.http.port", edge.context().resolvePropertyPlaceholders("{{edge.http.port}}"));
            own.setProperty("edge.data.dir", home.resolve("data").toString());
            context.getPropertiesComponent().setOverrideProperties(own);
            return DevicePage.of(new Options(context));
        }
    }

    private static String person(RunningEdge edge, int number, Optional<String> name) throws Exception {
        float[] values = new float[128];
        values[number] = 1;
        String key = edge.cache().remember(new Embedding("test", values), Set.of());
        if (name.isPresent()) {
            edge.cache().add(key);
            edge.cache().apply(key, new Answer.Named(name.get(), UUID.randomUUID().toString(), 99, 1, Whose.of(UUID.randomUUID().toString())));
        }
        return key;
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
