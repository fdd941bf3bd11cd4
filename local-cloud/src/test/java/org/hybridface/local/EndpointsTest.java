// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void aServiceThatTheLocalCloudDoesNotHaveIsNotAskedForAtAws() {
        URI here = URI.create("http://127.0.0.1:1");
        Map<String, String> variables = new Endpoints("eu-central-1", here, here, here, here, here, "ssl://127.0.0.1:1").variables();

        URI rest = URI.create(variables.get("AWS_ENDPOINT_URL"));
        assertThat(rest.getHost()).isEqualTo(InetAddress.getLoopbackAddress().getHostAddress());
        assertThatThrownBy(() -> new Socket(rest.getHost(), rest.getPort()).close()).isInstanceOf(ConnectException.class);
        assertThat(variables).containsEntry("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
    }
}
