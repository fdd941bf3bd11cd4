// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hybridface.local.Clients;
import org.hybridface.local.Device;
import org.hybridface.local.LocalCloud;
import org.hybridface.local.LocalCloudSettings;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.policy.Call;
import org.hybridface.local.policy.LeastPrivilege;
import org.hybridface.local.stack.Stack;
import org.hybridface.messages.NewFace;
import org.hybridface.messages.PhotoQuality;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * Least privilege in both directions for who enrols people and names faces: with the operator's key alone all of it works, and the
 * stack's policy grants nothing that was not used.
 */
class OperatorRightsTest {

    @TempDir
    private Path folder;

    @Test
    void theOperatorsPolicyAllowsEnrollingAndNamingAndNothingElse() throws Exception {
        Path zip = Path.of(System.getProperty("project.root"), "cloud-routes", "target", "cloud-routes.zip");
        try (LocalCloud cloud = LocalCloud.start(LocalCloudSettings.in(folder, zip))) {
            Enrolment.LabelledPhoto ada = Enrolment.rendered(List.of("Ada")).get(0);
            assertThat(enrol(cloud, ada)).as("why not enrolled").isEmpty();
            stranger(cloud, Enrolment.rendered(List.of("Dennis")).get(0).jpeg());
            name(cloud);

            List<Call> calls = cloud.calls().calls().stream()
                    .filter(call -> call.principal().equals(cloud.operator().principal().arn()))
                    .map(call -> Call.of(call.action(), call.resource())).toList();
            LeastPrivilege result = LeastPrivilege.of(cloud.stack().operatorPolicy(), calls, sid -> false);
            assertThat(result.refused()).isEmpty();
            assertThat(result.unused()).as("rights that nothing used").isEmpty();
        }
    }

    private static Optional<String> enrol(LocalCloud cloud, Enrolment.LabelledPhoto photo) throws Exception {
        try (LambdaClient lambda = Clients.client(LambdaClient.builder(), cloud.endpoints().lambda(), cloud.endpoints().region(),
                cloud.operator())) {
            return new Enroller(lambda, cloud.stack().functionArn(Stack.OPERATOR)).enrol(photo);
        }
    }

    private static void stranger(LocalCloud cloud, byte[] photo) throws Exception {
        Device device = cloud.thing("camera-1");
        try (TestDevice camera = TestDevice.connect(device.mqttUrl(), device.identity())) {
            camera.publish(Topics.NEW_FACE, new String(new NewFace(UUID.randomUUID(), "User001", Instant.now(), photo,
                    new PhotoQuality(130, 0.8, 0)).toJson(), StandardCharsets.UTF_8));
        }
    }

    private static void name(LocalCloud cloud) {
        try (DynamoDbClient dynamoDb = Clients.client(DynamoDbClient.builder(), cloud.endpoints().dynamoDb(), cloud.endpoints().region(),
                cloud.operator())) {
            Registrar registrar = new Registrar(dynamoDb, cloud.stack().table().name());
            String face = await().atMost(Duration.ofSeconds(60)).until(() -> registrar.unnamedFace("camera-1", "User001"), Optional::isPresent)
                    .orElseThrow();
            registrar.name(face, "Dennis Ritchie");
            assertThat(registrar.unnamedFace("camera-1", "User001")).as("it has a name now").isEmpty();
        }
    }
}
