// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.hybridface.routecheck.Problem;
import org.hybridface.routecheck.RouteCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody meets who adds steps to the cloud's routes: what the check says of mistakes, and that no mistake harms what is there. */
class AddedStepsTest {

    private static final Path FOLDER = Path.of(System.getProperty("routes.dir"), "cloud");
    private static final String LAST_STEP = "        - setBody: { method: { ref: results, method: report } }";
    private static final String KEEP_ANSWER = "to: { id: keep-answer, uri: \"aws2-s3:{{photo.bucket}}\" }";

    private static Map<String, String> added(String file, String before, String... steps) throws IOException {
        Map<String, String> files = RouteCheck.read(FOLDER);
        String added = String.join("", Arrays.stream(steps).map(step -> "        - " + step + "\n").toList());
        assertThat(files.get(file)).contains(before);
        files.put(file, files.get(file).replaceFirst("(?m)^" + Pattern.quote(before), Matcher.quoteReplacement(added + before)));
        return files;
    }

    private static List<String> told(Map<String, String> files) {
        return new RouteCheck(new CloudSide()).check(files).stream().map(Problem::reason).toList();
    }

    private static Cloud running(Map<String, String> files, String file) {
        return new Cloud(Map.of(), Map.of(file.replace(".camel.yaml", ""), files.get(file)));
    }

    @Test
    void aStepThatForgotItsKeyIsToldAndWritesOverNoPhoto() throws IOException {
        Map<String, String> files = added("new-face.camel.yaml", LAST_STEP, KEEP_ANSWER);
        assertThat(told(files)).singleElement().asString().contains("needs header CamelAwsS3Key", "another route has set");

        try (Cloud cloud = running(files, "new-face.camel.yaml")) {
            byte[] photo = TestPhotos.of("Ada");
            assertThatThrownBy(() -> cloud.call(Cloud.newFace("door", "User001", UUID.randomUUID(), photo))).hasMessageContaining("Key");
            assertThat(cloud.s3.objects()).hasSize(1);
            assertThat(cloud.s3.objects().values()).allSatisfy(object -> assertThat(object).isEqualTo(photo));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "to: { id: look, uri: \"aws2-ddb:{{face.table}}\", parameters: { operation: GetItem } }", "to: { id: put, uri: \"aws2-ddb:{{face.table}}\" }",
            "to: { id: get, uri: \"aws2-s3:{{photo.bucket}}\", parameters: { operation: getObject } }"})
    void soIsOneOfTheTable(String step) throws IOException {
        assertThat(told(added("new-face.camel.yaml", LAST_STEP, step))).singleElement().asString().contains("this step needs header CamelAws");
    }

    @Test
    void aStepWithAKeyOfItsOwnIsNoFault() throws IOException {
        Map<String, String> files = added("new-face.camel.yaml", LAST_STEP, "setHeader: { name: CamelAwsS3Key, simple: \"faces/answers/${variable.event.id}.txt\" }",
                "setBody: { simple: \"${variable.answer.state}\" }", KEEP_ANSWER);
        assertThat(told(files)).isEmpty();

        try (Cloud cloud = running(files, "new-face.camel.yaml")) {
            String id = cloud.see("door", "User001", "Ada").path("uuid").asText();
            assertThat(cloud.s3.objects()).hasSize(2).containsEntry("faces/answers/" + id + ".txt", "enrolled".getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource({"'wireTap: { uri: direct:tell-device }', frozen", "'delay: { constant: \"100\" }', paid", "'to: seda:later', frozen", "'to: aws2-sns:strangers', <scope>test</scope>",
        "'to: aws2-sqs:strangers', cloud-routes/jars/"})
    void whatAFunctionCannotDoIsTold(String step, String reason) throws IOException {
        assertThat(told(added("new-face.camel.yaml", LAST_STEP, step))).anySatisfy(told -> assertThat(told).contains(reason));
    }

    @Test
    void aStepWithTheIdOfAnotherIsToldSinceNoRouteWouldStart() throws IOException {
        Map<String, String> files = added("new-face.camel.yaml", LAST_STEP, "log: { id: put-photo, message: told }");
        assertThat(told(files)).singleElement().asString().contains("there is a step 'put-photo' already, in new-face.camel.yaml line");
        assertThatThrownBy(() -> running(files, "new-face.camel.yaml")).hasMessageContaining("put-photo");
    }

    @Test
    void aJarOfTheOwnersOwnBringsClassesToTheCheckAsToTheFunction(@TempDir Path module) throws IOException {
        Files.createDirectory(module.resolve("jars"));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(module.resolve("jars/own.jar")))) {
            jar.putNextEntry(new ZipEntry("own/Faces.txt"));
        }
        assertThat(new CloudSide(module).loader().getResource("own/Faces.txt")).isNotNull();
        assertThat(new CloudSide().loader().getResource("own/Faces.txt")).isNull();
    }

    @Test
    void everyFieldOfAnAnswerMayBeReadWhateverItsState() throws IOException {
        Map<String, String> files = added("new-face.camel.yaml", LAST_STEP, "setHeader: { name: CamelAwsS3Key, constant: faces/answer.txt }",
                "setBody: { simple: \"${variable.answer.state}/${variable.answer.name}/${variable.answer.reason}/${variable.answer.similarity}\" }", KEEP_ANSWER);
        assertThat(told(files)).isEmpty();
        try (Cloud cloud = running(files, "new-face.camel.yaml")) {
            cloud.see("door", "User001", "Ada");
            assertThat(cloud.s3.objects()).containsEntry("faces/answer.txt", "enrolled///100.0".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aRouteThatIsNotThereIsAFailureAtOnce() throws IOException {
        Map<String, String> files = added("new-face.camel.yaml", LAST_STEP, "to: direct:nowhere");
        assertThat(told(files)).anySatisfy(told -> assertThat(told).contains("direct:nowhere"));
        try (Cloud cloud = running(files, "new-face.camel.yaml")) {
            assertThatThrownBy(() -> cloud.call(Cloud.newFace("door", "User001", UUID.randomUUID(), TestPhotos.of("Ada"))))
                    .hasMessageContaining("No consumers available");
        }
    }
}
