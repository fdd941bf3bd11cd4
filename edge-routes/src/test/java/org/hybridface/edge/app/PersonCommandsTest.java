// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.hybridface.edge.app.PersonMain.MisusedException;
import org.hybridface.messages.Answer;
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
            assertThatThrownBy(() -> commands.export("Nobody", Optional.empty(), List.of())).isInstanceOf(MisusedException.class).hasMessageContaining("not remembered");
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
