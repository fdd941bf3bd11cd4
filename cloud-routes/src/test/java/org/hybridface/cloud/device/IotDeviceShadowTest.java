// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iotdataplane.model.ThrottlingException;
import software.amazon.awssdk.services.iotdataplane.model.UpdateThingShadowRequest;
import software.amazon.awssdk.services.iotdataplane.model.UpdateThingShadowResponse;

class IotDeviceShadowTest {

    private static final byte[] DOCUMENT = "{\"state\":{}}".getBytes(StandardCharsets.UTF_8);

    @Test
    void theDocumentGoesIntoTheNamedShadowOfTheDevice() {
        AtomicReference<UpdateThingShadowRequest> sent = new AtomicReference<>();

        new IotDeviceShadow(client(sent, null)).update("door", DOCUMENT);

        assertThat(sent.get().thingName()).isEqualTo("door");
        assertThat(sent.get().shadowName()).isEqualTo("faces");
        assertThat(sent.get().payload().asByteArray()).isEqualTo(DOCUMENT);
    }

    @Test
    void aFullMailboxAndAScrappedDeviceAreToldApartAndThrottlingIsThrownAsItIs() {
        assertThatThrownBy(() -> new IotDeviceShadow(client(new AtomicReference<>(),
                RequestEntityTooLargeException.builder().message("8 KB").build())).update("door", DOCUMENT))
                .isInstanceOf(FullMailboxException.class).hasMessageContaining("thing=door");
        assertThatThrownBy(() -> new IotDeviceShadow(client(new AtomicReference<>(),
                ResourceNotFoundException.builder().message("no thing").build())).update("door", DOCUMENT))
                .isExactlyInstanceOf(UndeliverableException.class).hasMessageContaining("thing=door");
        assertThatThrownBy(() -> new IotDeviceShadow(client(new AtomicReference<>(),
                ThrottlingException.builder().message("slow down").build())).update("door", DOCUMENT))
                .isInstanceOf(ThrottlingException.class);
    }

    private static IotDataPlaneClient client(AtomicReference<UpdateThingShadowRequest> sent, RuntimeException failure) {
        return new IotDataPlaneClient() {
            @Override
            public UpdateThingShadowResponse updateThingShadow(UpdateThingShadowRequest request) {
                sent.set(request);
                if (failure != null) {
                    throw failure;
                }
                return UpdateThingShadowResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
            }
        };
    }
}
