package org.hybridface.cloud.device;

import org.hybridface.messages.Topics;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;

/** The shadow service of AWS IoT Core (UpdateThingShadow). */
public final class IotDeviceShadow implements DeviceShadow {

    private final IotDataPlaneClient iot;

    public IotDeviceShadow(IotDataPlaneClient iot) {
        this.iot = iot;
    }

    @Override
    public void update(String thing, byte[] document) {
        iot.updateThingShadow(request -> request
                .thingName(thing).shadowName(Topics.SHADOW).payload(SdkBytes.fromByteArray(document)));
    }
}
