// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.google.gson.JsonParser;
import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** {@code pulumi up} runs this: the whole cloud side, and what every device needs to connect. */
public final class App {

    /** The SDK's own, which prints whatever it tells the engine; the engine would show that as further lines. */
    private static final String SDK_TO_ENGINE = "com.pulumi.deployment.internal.DeploymentImpl$DefaultEngineLogger";

    private App() {
    }

    public static void main(String[] args) {
        sayEverythingOnce();
        Pulumi.run(context -> {
            Optional<String> region = context.config("aws").get("region");
            Region.require(region);
            Settings settings = Settings.from(context.config(), configured());
            region.ifPresent(settings.key()::requireRegion);
            settings.requireArtifacts();
            stack(context, settings);
        });
    }

    private static void sayEverythingOnce() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(line -> !SDK_TO_ENGINE.equals(line.getSourceClassName()));
        }
    }

    /** Every key of the stack, as the engine hands them over; the SDK only answers for keys one knows. */
    private static Set<String> configured() {
        return JsonParser.parseString(System.getenv().getOrDefault("PULUMI_CONFIG", "{}")).getAsJsonObject().keySet();
    }

    /** Declares every resource and output; reads no file but the photos of people who are to be enrolled. */
    static void stack(Context context, Settings settings) {
        Place place = Place.ofProvider();

        FaceMemory memory = new FaceMemory(settings, place, context.stackName());
        Recogniser recogniser = new Recogniser(settings, place, memory);
        People people = new People(settings, memory, recogniser);
        List<Component> everything = new ArrayList<>(List.of(memory, recogniser, people));
        Devices devices = new Devices(settings, place);
        everything.add(devices);
        everything.add(new Watch(settings, recogniser, place));
        if (settings.greengrass()) {
            Greengrass greengrass = new Greengrass(settings, place);
            everything.add(greengrass);
            context.export("greengrassGroup", greengrass.group().name());
            context.export("greengrassRoleAlias", greengrass.alias().alias());
        }

        if (settings.keepData()) {
            new KeptData(everything.toArray(Component[]::new));
        }

        context.export("region", place.region());
        context.export("iotEndpoint", place.iotEndpoint());
        context.export("photoBucket", memory.photos().bucket());
        context.export("faceTable", memory.table().name());
        context.export("collectionId", memory.collection().collectionId());
        context.export("functionName", recogniser.function().name());
        context.export("operatorAlias", recogniser.callers().operator().arn());
        context.export("operatorPolicy", recogniser.callers().operatorPolicy().arn());
        context.export("failureQueue", recogniser.failures().url());
        context.export("redriveMapping", recogniser.redrive().uuid());
        context.export("devicesMayName", Output.of(settings.devicesMayName()));
        context.export("devices", devices.outputs());
        context.export("enrolments", people.outputs());
        if (!settings.fleetKeys().isEmpty()) {
            context.export("fleetKeys", Output.ofSecret(settings.fleetKeys().text()));
        }
        context.export("revokedDevices", Output.of(settings.revokedDevices()));
        memory.key().arn().ifPresent(arn -> context.export("dataKey", arn));
    }
}
