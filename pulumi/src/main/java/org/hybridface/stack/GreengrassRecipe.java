// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.hybridface.stack.OrderedJson.object;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/**
 * The edge artifact as an AWS IoT Greengrass v2 component. Greengrass developer guide, "Component recipe reference".
 *
 * <p>The component is a thing of its own: the core's software already holds the connection with the core's name as client id, and
 * AWS IoT closes the older of two connections with one id. A core called {@code kitchen} runs the camera {@code kitchen-camera}.
 */
final class GreengrassRecipe {

    static final String COMPONENT = "org.hybridface.edge";

    /** Added to the core's name. */
    static final String CAMERA = "-camera";

    /** Greengrass unpacks {@code edge.zip} into a folder of the zip's name; the zip itself holds the folder {@code edge}. */
    static final String START = "{artifacts:decompressedPath}/edge/edge/bin/edge";

    private static final String THING = "{iot:thingName}" + CAMERA;
    private static final String CERTIFICATES = "{configuration:/certificates}/";

    private GreengrassRecipe() {
    }

    /**
     * @param version  of the component
     * @param artifact {@code s3://bucket/key} of edge.zip
     * @param endpoint host name of the account's IoT data plane
     */
    static Map<String, Object> tree(String version, Output<String> artifact, Output<String> endpoint) {
        return object(
                "RecipeFormatVersion", "2020-01-25",
                "ComponentName", COMPONENT,
                "ComponentVersion", version,
                "ComponentType", "aws.greengrass.generic",
                "ComponentDescription", "Detects and remembers faces; asks the cloud about those it does not know",
                "ComponentPublisher", "org.hybridface",
                "ComponentConfiguration", object("DefaultConfiguration", object(
                        "camera", "camera:0",
                        "certificates", "/etc/hybridface/certificates",
                        "mqttUrl", Output.format("ssl://%s:8883", endpoint),
                        "options", "")),
                "Manifests", List.of(object(
                        "Name", "Linux with Java 17",
                        "Platform", object("os", "linux"),
                        "Artifacts", List.of(object(
                                "Uri", artifact,
                                "Unarchive", "ZIP",
                                "Permission", object("Read", "OWNER", "Execute", "OWNER"))),
                        "Lifecycle", object("run", object("Script", String.join(" ",
                                // Through sh: unpacking does not keep the right to execute.
                                "exec sh " + START,
                                "-Dedge.thing=" + THING,
                                "-Dedge.camera={configuration:/camera}",
                                // Survives a new version, other than the unpacked artifact.
                                "-Dedge.data.dir={work:path}/data",
                                "-Dedge.key.file={work:path}/device.key",
                                "-Dmqtt.url={configuration:/mqttUrl}",
                                "-Dmqtt.ca.file=" + CERTIFICATES + "amazon-roots.pem",
                                "-Dmqtt.certificate.file=" + CERTIFICATES + THING + ".crt.pem",
                                "-Dmqtt.key.file=" + CERTIFICATES + THING + ".key.pem",
                                "{configuration:/options}"))))));
    }
}
