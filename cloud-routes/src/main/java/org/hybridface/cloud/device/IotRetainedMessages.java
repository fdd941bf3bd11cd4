// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;

/** The broker of AWS IoT Core (AWS IoT API reference, Publish and GetRetainedMessage). */
public final class IotRetainedMessages implements RetainedMessages {

    private static final int AT_LEAST_ONCE = 1;

    private final IotDataPlaneClient iot;

    public IotRetainedMessages(IotDataPlaneClient iot) {
        this.iot = iot;
    }

    @Override
    public void publish(String topic, byte[] message) {
        iot.publish(request -> request.topic(topic).qos(AT_LEAST_ONCE).retain(true).payload(SdkBytes.fromByteArray(message)));
    }

    @Override
    public Optional<byte[]> read(String topic) {
        try {
            return Optional.of(iot.getRetainedMessage(request -> request.topic(topic)).payload().asByteArray());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
