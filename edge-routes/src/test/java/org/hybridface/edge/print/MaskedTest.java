// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.print;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "rtsp://admin:s3cr3t@10.0.0.7/stream",
        "camera:rtsp://admin:s3cr3t@10.0.0.7:554/a?b=c",
        "camera://rtsp://admin:s3cr3t@cam/a",
        "rtsp://admin:p@s3cr3t@cam/a",
        "rtsp://s3cr3t@cam/a",
        "rtsp://admin:a/s3cr3t@cam/a",
        "rtsp://admin:a#s3cr3t@cam/a",
        "rtsp://admin:a?s3cr3t@cam:554/a",
        "http://cam/cgi?password=RAW(a)s3cr3t",
        "rtsp://:s3cr3t@cam",
        "rtsp:\\/\\/admin:s3cr3t@cam\\/a",
        "camera:rtsp%3A%2F%2Fadmin%3As3cr3t%40cam%2Fa",
        "x=rtsp%253A%252F%252Fadmin%253As3cr3t%2540cam",
        "http://cam/cgi?password=s3cr3t",
        "http://cam/cgi?user=a&pwd=s3cr3t&x=1",
        "http://cam/cgi?PassWord=s3cr3t#x",
        "http://cam/cgi?x=1&token=s3cr3t",
        "http://cam/cgi?api_key=s3cr3t",
        "http://cam/cgi?apiKey=s3cr3t&a=b",
        "http://cam/cgi?key=s3cr3t",
        "http://cam/cgi?a=1;key=s3cr3t",
        "http://cam/cgi?access_token=s3cr3t",
        "http://cam/cgi?X-Amz-Signature=s3cr3t",
        "http://cam/cgi?auth=s3cr3t",
        "http://cam/cgi?loginPassword=RAW(a&s3cr3t)",
        "http://cam/cgi?next=http%3A%2F%2Fb%2F%3Ftoken%3Ds3cr3t%26c%3Dd",
        "http://cam/cgi?a=1\\u0026password=s3cr3t",
        "http://cam/cgi?a=1&amp;password=s3cr3t",
        "mqtt.password=s3cr3t",
        "mqtt.password = s3cr3t",
        "Found property: mqtt.password with value: s3cr3t to be used.",
        "edge.http.token=s3cr3t other=1",
        "{\"mqtt.password\":\"s3cr3t\"}",
        "{\"token\": \"a\\\"s3cr3t\"}",
        "Authorization: Bearer s3cr3ts3cr3t",
        "camel.component.aws2-s3.secretKey=s3cr3t",
        "AWS_SECRET_ACCESS_KEY=s3cr3t",
        "pwd=s3cr3t",
        "Unexpected token password = s3cr3t",
        "mqtt.password: s3cr3t",
        "password: \"s3cr3t\"",
        "password='a s3cr3t'",
        "{apiKey=s3cr3t, a=b}",
        "{\"apiKey\":\"s3cr3t\"}",
        "{\"secretKey\" : \"s3cr3t\"}",
        "{'password': 's3cr3t'}",
        "<password>s3cr3t</password>",
        "Authorization: Basic s3cr3t",
        "Cookie: hybridface-session=s3cr3t",
        "http://cam/cgi?usr=admin&pw=s3cr3t",
        "http:admin:s3cr3t@cam/a",
        "rtsp:/admin:s3cr3t@cam/a",
        "to //admin:s3cr3t@cam/a",
        "http://cam/?password=a,s3cr3t]s3cr3t#s3cr3t\\s3cr3t&x=1",
        "Cannot open rtsp://u:s3cr3t@cam/1: refused; then rtsp://u:s3cr3t@cam/2"
    })
    void noSecretIsLeft(String text) {
        assertThat(Masked.of(text)).doesNotContain("s3cr3t").contains(Masked.MASK);
        assertThat(Masked.of(Masked.of(text))).isEqualTo(Masked.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera:demo", "camera:file:/home/a@b/clip.avi", "event=keyed key=User001 limit=0.33", "camera:rtsp://cam:554/a?channel=1",
        "http://127.0.0.1:9876/", "org.apache.camel:context=\"edge\",type=routes,name=\"a\"", "mail ada@example.org about http://cam/x",
        "a key=User001 of http://cam/", "camera:dir:/photos?loop=true&fps=5", "the device asks for mqtt.user and mqtt.password",
        "{\"uptime\":5,\"password\":null,\"token\":true}", "[http://a/x, http://b/y]", "mqtt.password is given with -D: give mqtt.password.file", "//dev/video0",
        "a token is needed: open this page, or send 'Authorization: Bearer ...' with the content of viewer.token", "event=token-replaced file=viewer.token x",
        "this cannot be read as simple: Unexpected token = - the other files run without it"})
    void whatIsNoSecretStays(String text) {
        assertThat(Masked.of(text)).isEqualTo(text);
    }

    @Test
    void theAddressIsStillKnownByItsHost() {
        assertThat(Masked.of("camera:rtsp://admin:pw@10.0.0.7:554/a?channel=1&password=x&subtype=0"))
                .isEqualTo("camera:rtsp://xxxxxx@10.0.0.7:554/a?channel=1&password=xxxxxx&subtype=0");
    }

    /** A regular expression that goes down a level for each character ends with the stack, and takes its thread with it. */
    @ParameterizedTest
    @ValueSource(strings = {"http://cam/?a=1&token=", "rtsp://u:", "mqtt.password=", "{\"token\":\"", "Bearer ", "key=RAW("})
    void aSecretMayBeVeryLong(String before) {
        assertThat(Masked.of(before + "a".repeat(200_000))).isNotBlank();
        assertThat(Masked.of(before + "\\\"".repeat(100_000))).isNotBlank();
    }
}
