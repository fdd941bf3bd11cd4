// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridface.stack.Elsewhere.present;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.hybridface.stack.Graph.Declared;
import org.junit.jupiter.api.Test;

class GreengrassTest {

    private static final Path EDGE_PROPERTIES = Path.of("../edge-routes/src/main/resources/application.properties");

    private final Graph graph = Graph.of(SomeSettings.with("greengrass", "true", "greengrass-version", "1.2.3"));
    private final JsonObject resources = graph.one("Stack").document("templateBody").getAsJsonObject("Resources");
    private final JsonObject recipe = JsonParser.parseString(resources.getAsJsonObject("Edge").getAsJsonObject("Properties")
            .get("InlineRecipe").getAsString()).getAsJsonObject();
    private final JsonObject manifest = recipe.getAsJsonArray("Manifests").get(0).getAsJsonObject();
    private final String script = manifest.getAsJsonObject("Lifecycle").getAsJsonObject("run").get("Script").getAsString();

    @Test
    void withoutTheOptionThereIsNoGreengrass() {
        assertThat(Graph.of(SomeSettings.defaults()).resources()).noneMatch(resource ->
                resource.type().contains("cloudformation") || resource.type().endsWith(":RoleAlias")
                        || resource.type().endsWith(":ThingGroup"));
    }

    @Test
    void theRecipeNamesTheUploadedArtifact() {
        Declared upload = graph.one("BucketObjectv2");

        assertThat(recipe.get("RecipeFormatVersion").getAsString()).isEqualTo("2020-01-25");
        assertThat(recipe.get("ComponentVersion").getAsString()).isEqualTo("1.2.3");
        JsonObject artifact = manifest.getAsJsonArray("Artifacts").get(0).getAsJsonObject();
        assertThat(artifact.get("Uri").getAsString())
                .isEqualTo("s3://edge-software/" + upload.inputs().get("key")).endsWith("/1.2.3/edge.zip");
        assertThat(artifact.get("Unarchive").getAsString()).isEqualTo("ZIP");
    }

    @Test
    void theDeploymentPutsThatVersionOnTheGroup() {
        JsonObject deployment = resources.getAsJsonObject("OnEveryCore").getAsJsonObject("Properties");

        assertThat(deployment.get("TargetArn").getAsString()).isEqualTo(graph.one("ThingGroup").added().get("arn"));
        assertThat(deployment.getAsJsonObject("Components"))
                .hasToString("{\"org.hybridface.edge\":{\"ComponentVersion\":\"1.2.3\"}}");
    }

    @Test
    void aCoreMayFetchTheEdgeAndNothingElse() {
        assertThat(graph.named("RolePolicy", "hybridface-cores").document("policy").getAsJsonArray("Statement"))
                .hasToString("[{\"Sid\":\"FetchTheEdge\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],"
                        + "\"Resource\":[\"arn:aws:s3:::edge-software/org.hybridface.edge/*\"]}]");
        assertThat(graph.named("BucketPublicAccessBlock", "edge-software").inputs()).containsEntry("restrictPublicBuckets", true);
    }

    @Test
    void theCameraDoesNotConnectUnderTheNameOfItsCore() {
        assertThat(script).contains("-Dedge.thing={iot:thingName}-camera ");
    }

    @Test
    void everyOptionOfTheScriptIsOneOfTheEdge() throws IOException {
        present(EDGE_PROPERTIES, "the edge's options");
        Properties known = new Properties();
        try (Reader reader = Files.newBufferedReader(EDGE_PROPERTIES)) {
            known.load(reader);
        }

        assertThat(all("-D([a-z.-]+)=")).isNotEmpty().isSubsetOf(known.stringPropertyNames());
    }

    @Test
    void everyConfigurationValueOfTheScriptHasADefault() {
        JsonObject defaults = recipe.getAsJsonObject("ComponentConfiguration").getAsJsonObject("DefaultConfiguration");

        assertThat(all("\\{configuration:/([^}]+)}")).isEqualTo(defaults.keySet());
        assertThat(defaults.get("mqttUrl").getAsString()).isEqualTo("ssl://" + FakeAws.IOT_ENDPOINT + ":8883");
    }

    private Set<String> all(String pattern) {
        return Pattern.compile(pattern).matcher(script).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    @Test
    void whatTheScriptStartsLiesInTheArtifact() throws IOException {
        Path zip = SomeSettings.defaults().edgeZip();
        present(zip, "built by 'mvn package -pl edge-routes -am'");
        Matcher start = Pattern.compile("\\{artifacts:decompressedPath}/edge/(\\S+)").matcher(script);
        assertThat(start.find()).isTrue();

        try (ZipFile file = new ZipFile(zip.toFile())) {
            assertThat(file.getEntry(start.group(1))).as(start.group(1)).isNotNull();
            assertThat(file.stream().map(entry -> entry.getName()).toList()).anyMatch(name -> name.matches("edge/lib/[^/]+\\.jar"))
                    .anyMatch(name -> name.matches("edge/routes/[^/]+\\.camel\\.yaml")).contains("edge/application.properties");
        }
    }

    @Test
    void aMissingEdgeZipIsToldOnlyWhenItIsNeeded() throws IOException {
        Path lambda = Files.createTempFile("cloud-routes", ".zip");
        try {
            SomeSettings.with("lambda-zip", lambda.toString(), "edge-zip", "nowhere.zip").requireArtifacts();
            assertThatThrownBy(() -> SomeSettings.with("lambda-zip", lambda.toString(), "edge-zip", "nowhere.zip",
                    "greengrass", "true").requireArtifacts()).hasMessageContaining("edge-zip").hasMessageContaining("is missing");
        } finally {
            Files.delete(lambda);
        }
    }
}
