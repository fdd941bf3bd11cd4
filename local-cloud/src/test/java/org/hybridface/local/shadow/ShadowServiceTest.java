// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hybridface.local.access.TestAccess.ADMIN;
import static org.hybridface.local.access.TestAccess.ROLE;
import static org.hybridface.local.access.TestAccess.STACK;
import static org.hybridface.local.access.TestAccess.STRANGER;
import static org.hybridface.local.access.TestAccess.WRONG_SECRET;

import java.nio.file.Path;
import java.time.Clock;
import org.hybridface.local.access.CallCounter;
import org.hybridface.local.access.TestAccess;
import org.hybridface.local.broker.Broker;
import org.hybridface.local.broker.IotPolicy;
import org.hybridface.local.broker.ServiceClient;
import org.hybridface.local.broker.TestDevice;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.AwsProtocol;
import org.hybridface.local.http.LoopbackServer;
import org.hybridface.local.http.SignedService;
import org.hybridface.local.identity.CertificateAuthority;
import org.hybridface.messages.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ConflictException;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.IotDataPlaneException;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/** The shadow service with its real clients: MQTT for the device, the SDK for the cloud. */
class ShadowServiceTest {

    @TempDir
    static Path directory;

    static CertificateAuthority authority;
    static Broker broker;
    static ServiceClient service;
    static LoopbackServer rest;
    static CallCounter calls = TestAccess.counter();

    @BeforeAll
    static void start() throws Exception {
        authority = CertificateAuthority.open(directory.resolve("identity"), Clock.systemUTC());
        broker = Broker.start(0, directory.resolve("broker"), authority,
                new IotPolicy(STACK.devicePolicy(), STACK.region(), STACK.account()));
        Shadows shadows = new Shadows(Clock.systemUTC());
        service = ServiceClient.connect(broker.url(), authority.service("shadow"), "shadow-service");
        ShadowMqtt.serve(shadows, service);
        rest = LoopbackServer.start("iot-data", 0, 128 * 1024, new SignedService(ShadowRest.SIGNING_NAME, STACK.region(),
                AwsProtocol.REST_JSON, TestAccess.KEYS, Clock.systemUTC(),
                new ShadowRest(shadows, calls, STACK.region(), STACK.account(), Clock.systemUTC())));
    }

    @AfterAll
    static void stop() {
        rest.close();
        service.close();
        broker.close();
    }

    private static IotDataPlaneClient as(AccessKey key) {
        return TestAccess.client(IotDataPlaneClient.builder(), rest.endpoint(), key);
    }

    private static void update(IotDataPlaneClient client, String thing, String json) {
        client.updateThingShadow(request -> request.thingName(thing).shadowName(Topics.SHADOW).payload(SdkBytes.fromUtf8String(json)));
    }

    @Test
    void theCloudsAnswerReachesTheDeviceAndItsAcknowledgementTheShadow() throws Exception {
        try (TestDevice camera = TestDevice.connect(broker.url(), authority.thing("camera-1")); IotDataPlaneClient cloud = as(ROLE);
                IotDataPlaneClient admin = as(ADMIN)) {
            camera.subscribe(Topics.shadow("camera-1") + "/#");
            update(cloud, "camera-1", "{\"state\":{\"desired\":{\"faces\":{\"User001\":{\"name\":\"Ada\"}}}}}");
            await().untilAsserted(() -> assertThat(camera.received(Topics.shadowDelta("camera-1"))).hasSize(1));
            assertThat(camera.received(Topics.shadowDelta("camera-1")).get(0)).contains("\"User001\":{\"name\":\"Ada\"}");

            camera.publish(Topics.shadowUpdate("camera-1"), "{\"state\":{\"desired\":{\"faces\":{\"User001\":null}}},\"clientToken\":\"c\"}");
            await().untilAsserted(() -> assertThat(camera.received(Topics.shadowUpdateAccepted("camera-1"))).hasSize(2));
            assertThat(admin.getThingShadow(get -> get.thingName("camera-1").shadowName(Topics.SHADOW)).payload().asUtf8String())
                    .doesNotContain("Ada");
            assertThat(calls.count(ROLE.principal(), "iot:UpdateThingShadow")).isEqualTo(1);
        }
    }

    @Test
    void namesAndPagesOutsideTheReferenceAreRefused() {
        try (IotDataPlaneClient admin = as(ADMIN)) {
            for (String name : new String[] {"a b", "a/b", "ä", "n".repeat(65)}) {
                assertThatThrownBy(() -> admin.updateThingShadow(request -> request.thingName("camera-1").shadowName(name)
                        .payload(SdkBytes.fromUtf8String("{\"state\":{}}")))).as(name).isInstanceOf(InvalidRequestException.class);
                assertThatThrownBy(() -> admin.getThingShadow(request -> request.thingName("camera-1").shadowName(name))).as(name)
                        .isInstanceOf(InvalidRequestException.class);
            }
            for (String thing : new String[] {"a b", "ä", "t".repeat(129)}) {
                assertThatThrownBy(() -> update(admin, thing, "{\"state\":{}}")).as(thing).isInstanceOf(InvalidRequestException.class);
            }
            for (int size : new int[] {0, -1, 101}) {
                assertThatThrownBy(() -> admin.listNamedShadowsForThing(list -> list.thingName("camera-1").pageSize(size)))
                        .isInstanceOf(InvalidRequestException.class);
            }
            assertThatThrownBy(() -> admin.listNamedShadowsForThing(list -> list.thingName("camera-1").nextToken("made-up")))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void namesComeInPages() {
        try (IotDataPlaneClient admin = as(ADMIN)) {
            for (String name : new String[] {"c", "a", "b"}) {
                admin.updateThingShadow(request -> request.thingName("paged").shadowName(name)
                        .payload(SdkBytes.fromUtf8String("{\"state\":{\"desired\":{\"x\":1}}}")));
            }
            var first = admin.listNamedShadowsForThing(list -> list.thingName("paged").pageSize(2));
            assertThat(first.results()).containsExactly("a", "b");
            var last = admin.listNamedShadowsForThing(list -> list.thingName("paged").pageSize(2).nextToken(first.nextToken()));
            assertThat(last.results()).containsExactly("c");
            assertThat(last.nextToken()).isNull();
            assertThatThrownBy(() -> admin.listNamedShadowsForThing(list -> list.thingName("other").nextToken(first.nextToken())))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void aDeviceAsksForItsShadow() throws Exception {
        try (TestDevice camera = TestDevice.connect(broker.url(), authority.thing("camera-2")); IotDataPlaneClient cloud = as(ROLE)) {
            camera.subscribe(Topics.shadow("camera-2") + "/#");
            camera.publish(Topics.shadowGet("camera-2"), "");
            await().untilAsserted(() -> assertThat(camera.received(Topics.shadowGetRejected("camera-2"))).hasSize(1));
            assertThat(camera.received(Topics.shadowGetRejected("camera-2")).get(0)).contains("\"code\":404");

            update(cloud, "camera-2", "{\"state\":{\"desired\":{\"a\":1}}}");
            camera.publish(Topics.shadowGet("camera-2"), "{\"clientToken\":\"mine\"}");
            await().untilAsserted(() -> assertThat(camera.received(Topics.shadowGetAccepted("camera-2"))).hasSize(1));
            assertThat(camera.received(Topics.shadowGetAccepted("camera-2")).get(0)).contains("\"desired\":{\"a\":1}", "\"clientToken\":\"mine\"");

            camera.publish(Topics.shadowUpdate("camera-2"), "not JSON");
            await().untilAsserted(() -> assertThat(camera.received(Topics.shadowUpdateRejected("camera-2"))).hasSize(1));
            assertThat(camera.received(Topics.shadowUpdateRejected("camera-2")).get(0)).contains("\"code\":400", "Invalid JSON");
        }
    }

    @Test
    void theSdkSeesTheErrorsOfTheService() {
        try (IotDataPlaneClient admin = as(ADMIN)) {
            assertThatThrownBy(() -> admin.getThingShadow(get -> get.thingName("nobody"))).isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> update(admin, "camera-3", "nonsense")).isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(() -> update(admin, "camera-3", "{\"state\":{},\"version\":7}")).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> update(admin, "camera-3", "{\"state\":{\"desired\":{\"a\":\"" + "x".repeat(9_000) + "\"}}}"))
                    .isInstanceOf(RequestEntityTooLargeException.class);
            update(admin, "camera-3", "{\"state\":{\"desired\":{\"a\":1}}}");
            assertThat(admin.listNamedShadowsForThing(list -> list.thingName("camera-3")).results()).containsExactly("faces");
            admin.deleteThingShadow(delete -> delete.thingName("camera-3").shadowName(Topics.SHADOW));
            assertThat(admin.listNamedShadowsForThing(list -> list.thingName("camera-3")).results()).isEmpty();
        }
    }

    @Test
    void theRecogniserAnswersAndReadsDevicesOfTheStackOnlyAndDeletesNothing() {
        try (IotDataPlaneClient role = as(ROLE)) {
            assertThatThrownBy(() -> update(role, "somebody-else", "{\"state\":{}}")).isInstanceOf(IotDataPlaneException.class)
                    .hasMessageContaining("iot:UpdateThingShadow");
            assertThatThrownBy(() -> role.getThingShadow(get -> get.thingName("somebody-else").shadowName(Topics.SHADOW)))
                    .isInstanceOf(IotDataPlaneException.class).hasMessageContaining("iot:GetThingShadow");
            assertThatThrownBy(() -> role.deleteThingShadow(delete -> delete.thingName("camera-1").shadowName(Topics.SHADOW)))
                    .isInstanceOf(IotDataPlaneException.class).hasMessageContaining("iot:DeleteThingShadow");
        }
    }

    @Test
    void wrongKeysAreRefused() {
        for (AccessKey key : new AccessKey[] {STRANGER, WRONG_SECRET}) {
            try (IotDataPlaneClient client = as(key)) {
                assertThatThrownBy(() -> update(client, "camera-1", "{\"state\":{}}"))
                        .isInstanceOfSatisfying(IotDataPlaneException.class, e -> assertThat(e.statusCode()).isEqualTo(403));
            }
        }
    }
}
