// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeastPrivilegeTest {

    private final PolicyDocument policy = PolicyDocument.parse("""
            {"Version":"2012-10-17","Statement":[
             {"Sid":"Photos","Effect":"Allow","Action":["s3:PutObject","s3:GetObject"],
              "Resource":["arn:aws:s3:::b/faces/*","arn:aws:s3:::b/people/*"]},
             {"Sid":"PlatformLogs","Effect":"Allow","Action":"logs:PutLogEvents","Resource":"*"}]}""");

    @Test
    void callsAndPolicyAreHeldAgainstEachOther() {
        LeastPrivilege result = LeastPrivilege.of(policy, List.of(
                Call.of("s3:PutObject", "arn:aws:s3:::b/faces/1.jpg"),
                Call.of("s3:PutObject", "arn:aws:s3:::b/people/1.jpg"),
                Call.of("s3:GetObject", "arn:aws:s3:::b/faces/1.jpg"),
                Call.of("s3:DeleteObject", "arn:aws:s3:::b/faces/1.jpg")), sid -> sid.startsWith("Platform"));

        assertThat(result.refused()).singleElement().asString()
                .startsWith("s3:DeleteObject on arn:aws:s3:::b/faces/1.jpg: because no identity-based policy allows");
        assertThat(result.unused()).containsExactly("Photos: s3:GetObject on arn:aws:s3:::b/people/*");
    }

    @Test
    void aStatementOfThePlatformIsNotExpectedToBeUsed() {
        LeastPrivilege result = LeastPrivilege.of(policy, List.of(), sid -> true);

        assertThat(result.unused()).isEmpty();
        assertThat(result.refused()).isEmpty();
    }
}
