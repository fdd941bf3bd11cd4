// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local;

import java.net.URI;
import java.time.Duration;
import org.hybridface.local.http.AccessKey;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Points SDK clients at a local cloud. */
public final class Clients {

    /** A synchronous Invoke answers when the function's JVM is up (60 s at most) and the event is done (30 s). */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(100);

    private Clients() {
    }

    /** @return the client; the caller closes it */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, URI endpoint, String region,
            AccessKey key) {
        AwsCredentials credentials = key.sessionToken().isPresent()
                ? AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken().get())
                : AwsBasicCredentials.create(key.id(), key.secret());
        return builder.endpointOverride(endpoint).region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_ANSWER)).build();
    }
}
