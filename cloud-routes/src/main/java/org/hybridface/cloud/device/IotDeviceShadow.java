// SPDX-License-Identifier: Apache-2.0
package org.hybridface.cloud.device;

import java.util.Optional;
import org.hybridface.messages.Topics;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iotdataplane.IotDataPlaneClient;
import software.amazon.awssdk.services.iotdataplane.model.InvalidRequestException;
import software.amazon.awssdk.services.iotdataplane.model.MethodNotAllowedException;
import software.amazon.awssdk.services.iotdataplane.model.RequestEntityTooLargeException;
import software.amazon.awssdk.services.iotdataplane.model.ResourceNotFoundException;
import software.amazon.awssdk.services.iotdataplane.model.UnsupportedDocumentEncodingException;

/** The shadow service of AWS IoT Core. Errors: AWS IoT API reference, UpdateThingShadow. */
public final class IotDeviceShadow implements DeviceShadow, MailboxReader {

    private final IotDataPlaneClient iot;

    public IotDeviceShadow(IotDataPlaneClient iot) {
        this.iot = iot;
    }

    @Override
    public void update(String thing, byte[] document) {
        try {
            iot.updateThingShadow(request -> request
                    .thingName(thing).shadowName(Topics.SHADOW).payload(SdkBytes.fromByteArray(document)));
        } catch (RequestEntityTooLargeException e) {
            throw new FullMailboxException(thing, e);
        } catch (ResourceNotFoundException | InvalidRequestException
                 | MethodNotAllowedException | UnsupportedDocumentEncodingException e) {
            throw new UndeliverableException(thing, e);
        }
    }

    @Override
    public Optional<byte[]> read(String thing) {
        try {
            return Optional.of(iot.getThingShadow(request -> request.thingName(thing).shadowName(Topics.SHADOW)).payload().asByteArray());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
