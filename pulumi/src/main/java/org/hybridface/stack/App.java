package org.hybridface.stack;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.core.Output;

/** {@code pulumi up} runs this: the whole cloud side, and what every device needs to connect. */
public final class App {

    private App() {
    }

    public static void main(String[] args) {
        Pulumi.run(context -> {
            Region.check(context.config("aws").get("region")).ifPresent(context.log()::warn);
            Settings settings = Settings.from(context.config());
            settings.requireArtifacts();
            stack(context, settings);
        });
    }

    /** Declares every resource and output; reads no file but the photos of people who are to be enrolled. */
    static void stack(Context context, Settings settings) {
        Place place = Place.ofProvider();

        FaceMemory memory = new FaceMemory(settings, context.stackName());
        Recogniser recogniser = new Recogniser(settings, place, memory);
        new People(settings, memory, recogniser);
        Devices devices = new Devices(settings, place);
        new Watch(settings, recogniser, place);
        if (settings.greengrass()) {
            Greengrass greengrass = new Greengrass(settings, place);
            context.export("greengrassGroup", greengrass.group().name());
            context.export("greengrassRoleAlias", greengrass.alias().alias());
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
        context.export("devicesMayName", Output.of(settings.devicesMayName()));
        context.export("devices", devices.outputs());
    }
}
