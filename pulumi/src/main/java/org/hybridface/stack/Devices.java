// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.iot.Certificate;
import com.pulumi.aws.iot.CertificateArgs;
import com.pulumi.aws.iot.Policy;
import com.pulumi.aws.iot.PolicyArgs;
import com.pulumi.aws.iot.PolicyAttachment;
import com.pulumi.aws.iot.PolicyAttachmentArgs;
import com.pulumi.aws.iot.Thing;
import com.pulumi.aws.iot.ThingArgs;
import com.pulumi.aws.iot.ThingPrincipalAttachment;
import com.pulumi.aws.iot.ThingPrincipalAttachmentArgs;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridface.stack.PolicyDocument.Statement;

/** The cameras' identities: a thing, a certificate and one shared policy that binds each to its own name. */
final class Devices extends Component {

    /** AWS IoT fills it in from the certificate's thing, when the client id equals its name. */
    private static final String OWN_NAME = "${iot:Connection.Thing.ThingName}";

    private final Map<String, Output<Map<String, String>>> outputs = new LinkedHashMap<>();

    Devices(Settings settings, Place place) {
        super("devices", settings);
        Policy policy = new Policy("camera", PolicyArgs.builder()
                .policy(rights(settings, place).json())
                .build(), here());
        settings.devices().forEach(device -> add(device, policy, !settings.revokedDevices().contains(device.thing())));
    }

    /**
     * @param trusted whether its certificate is active. An inactive one ends its connection within minutes and lets it come back never
     *                (AWS IoT API reference, UpdateCertificate); nothing is deleted, so it works with protected resources as well
     */
    private void add(Device device, Policy policy, boolean trusted) {
        Thing thing = new Thing(device.thing(), ThingArgs.builder().name(device.thing()).build(), here());
        CertificateArgs.Builder request = CertificateArgs.builder().active(trusted);
        device.readRequest().ifPresent(request::csr);
        Certificate certificate = new Certificate(device.thing(), request.build(), here());
        new ThingPrincipalAttachment(device.thing(), ThingPrincipalAttachmentArgs.builder()
                .thing(thing.name())
                .principal(certificate.arn())
                .build(), here());
        new PolicyAttachment(device.thing(), PolicyAttachmentArgs.builder()
                .policy(policy.name())
                .target(certificate.arn())
                .build(), here());
        if (trusted) {
            outputs.put(device.thing(), device.certificateRequest().isPresent()
                    ? certificate.certificatePem().applyValue(pem -> Map.of("certificatePem", pem))
                    : ownedByAws(certificate));
        }
    }

    /** Certificate and key as one secret: Pulumi encrypts it in its state and masks it in its output. */
    private static Output<Map<String, String>> ownedByAws(Certificate certificate) {
        return Output.tuple(certificate.certificatePem(), certificate.privateKey()).applyValue(pair -> {
            Map<String, String> files = new LinkedHashMap<>();
            files.put("certificatePem", pair.t1);
            files.put("privateKeyPem", pair.t2);
            return files;
        }).asSecret();
    }

    /**
     * A camera connects as itself, sends faces and who is in view, and reads and answers its own shadow. '+' and '#' are
     * literal characters in a policy; '*' is its wildcard (AWS IoT developer guide, "Using wildcard characters"). So one
     * resource allows the filter that ends in '#' and the exact topics to which AWS's own shadow clients subscribe.
     */
    static PolicyDocument rights(Settings settings, Place place) {
        String shadow = DeviceTopics.shadow(OWN_NAME);
        List<Output<String>> publish = new ArrayList<>(List.of(
                place.iotArn("topic/" + DeviceTopics.NEW_FACE),
                place.iotArn("topic/" + DeviceTopics.INFERENCE),
                place.iotArn("topic/" + DeviceTopics.VISIT),
                place.iotArn("topic/" + DeviceTopics.ERASED),
                place.iotArn("topic/" + shadow + "/get"),
                place.iotArn("topic/" + shadow + "/update")));
        if (settings.devicesMayName()) {
            publish.add(place.iotArn("topic/" + DeviceTopics.NAME));
            publish.add(place.iotArn("topic/" + DeviceTopics.CORRECT));
            publish.add(place.iotArn("topic/" + DeviceTopics.ERASE));
        }
        PolicyDocument rights = PolicyDocument.of(
                Statement.allow("ConnectAsOneself")
                        .actions("iot:Connect")
                        .resources(place.iotArn("client/" + OWN_NAME))
                        .when("Bool", "iot:Connection.Thing.IsAttached", "true"),
                Statement.allow("Tell").actions("iot:Publish").resources(publish),
                Statement.allow("AskForOwnAnswers")
                        .actions("iot:Subscribe")
                        .resources(place.iotArn("topicfilter/" + shadow + "/*")),
                Statement.allow("HearOwnAnswers")
                        .actions("iot:Receive")
                        .resources(place.iotArn("topic/" + shadow + "/*")));
        PolicyDocument more = rights.and(receipts(place));
        return settings.fleetKeys().isEmpty() ? more : more.and(sharing(place));
    }

    /** The receipts of what was erased from this device's page, and of what it was told to erase: without an id or a name. */
    private static List<Statement> receipts(Place place) {
        String own = DeviceTopics.RECEIPT_PREFIX + OWN_NAME + "/";
        return List.of(
                Statement.allow("AskForOwnReceipts").actions("iot:Subscribe").resources(place.iotArn("topicfilter/" + own + "+")),
                Statement.allow("HearOwnReceipts").actions("iot:Receive").resources(place.iotArn("topic/" + own + "*")));
    }

    /** Each device tells all others whom it has learnt, which the broker keeps, and the cloud whom it recognised by that. */
    private static List<Statement> sharing(Place place) {
        String known = DeviceTopics.KNOWN_PREFIX;
        return List.of(
                Statement.allow("SayWhoWasRecognised").actions("iot:Publish").resources(place.iotArn("topic/" + DeviceTopics.SEEN)),
                Statement.allow("TellTheFleet").actions("iot:Publish", "iot:RetainPublish").resources(place.iotArn("topic/" + known + "*")),
                Statement.allow("AskTheFleet").actions("iot:Subscribe").resources(place.iotArn("topicfilter/" + known + "+")),
                Statement.allow("HearTheFleet").actions("iot:Receive").resources(place.iotArn("topic/" + known + "*")));
    }

    /** By name of each thing that is not revoked: {@code certificatePem}, and {@code privateKeyPem} unless the device keeps its own. */
    Output<Map<String, Map<String, String>>> outputs() {
        List<String> things = List.copyOf(outputs.keySet());
        return Output.all(outputs.values()).applyValue(all -> {
            Map<String, Map<String, String>> byThing = new LinkedHashMap<>();
            for (int i = 0; i < things.size(); i++) {
                byThing.put(things.get(i), all.get(i));
            }
            return byThing;
        });
    }
}
