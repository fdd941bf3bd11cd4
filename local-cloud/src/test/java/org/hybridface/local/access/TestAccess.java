// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.access;

import java.net.URI;
import java.util.Map;
import org.hybridface.local.http.AccessKey;
import org.hybridface.local.http.Credentials;
import org.hybridface.local.http.Principal;
import org.hybridface.local.stack.Stack;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** An administrator and the recogniser's role, for tests of single servers. */
public final class TestAccess {

    public static final Stack STACK = Stack.packed();
    public static final AccessKey ADMIN = AccessKeys.user(new Principal("arn:aws:iam::" + STACK.account() + ":user/admin"));
    public static final AccessKey ROLE = AccessKeys.role(
            new Principal("arn:aws:sts::" + STACK.account() + ":assumed-role/recogniser/test"));
    public static final AccessKey STRANGER = AccessKeys.user(new Principal("arn:aws:iam::999999999999:user/stranger"));
    public static final AccessKey WRONG_SECRET = new AccessKey(ADMIN.id(), STRANGER.secret(), ADMIN.principal());
    public static final Credentials KEYS = Credentials.of(ADMIN, ROLE);

    private TestAccess() {
    }

    public static CallCounter counter() {
        return new CallCounter(new RolePolicies(ADMIN.principal(), Map.of(ROLE.principal(), STACK.recogniserPolicy())));
    }

    /** Points an SDK client at a local server. */
    public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint, AccessKey key) {
        AwsCredentials credentials = key.sessionToken().isPresent()
                ? AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken().get())
                : AwsBasicCredentials.create(key.id(), key.secret());
        return builder.endpointOverride(endpoint).region(Region.of(STACK.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials)).build();
    }
}
