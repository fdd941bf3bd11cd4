// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

    private static PolicyDocument allowing(String action, String resource) {
        return policy("{'Sid':'A','Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}");
    }

    private static PolicyDocument policy(String statements) {
        return PolicyDocument.parse("{'Version':'2012-10-17','Statement':[%s]}".formatted(statements).replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject, s3:PutObject, true",
        "s3:PutObject, S3:putobject, true",
        "s3:PutObject, s3:PutObjectAcl, false",
        "s3:PutObject, s3:GetObject, false",
        "s3:Put*, s3:PutObjectAcl, true",
        "s3:?utObject, s3:PutObject, true",
        "s3:*, dynamodb:PutItem, false",
        "*, dynamodb:PutItem, true",
    })
    void anActionMatchesByNameAndWildcard(String granted, String action, boolean allowed) {
        assertThat(allowing(granted, "*").allows(action, "arn:aws:s3:::b/k", RequestContext.empty())).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::photos, arn:aws:s3:::photos, true",
        "arn:aws:s3:::photos, arn:aws:s3:::photos/faces/1.jpg, false",
        "arn:aws:s3:::photos/faces/*, arn:aws:s3:::photos/faces/cam/2026/1.jpg, true",
        "arn:aws:s3:::photos/faces/*, arn:aws:s3:::photos/people/1.jpg, false",
        "arn:aws:s3:::photos/faces/*, arn:aws:s3:::photos2/faces/1.jpg, false",
        "arn:aws:s3:::photos/faces/?.jpg, arn:aws:s3:::photos/faces/1.jpg, true",
        "arn:aws:s3:::photos/faces/?.jpg, arn:aws:s3:::photos/faces/12.jpg, false",
        "arn:aws:s3:::Photos, arn:aws:s3:::photos, false",
        "arn:aws:dynamodb:eu-central-1:1:table/faces, arn:aws:dynamodb:eu-west-1:1:table/faces, false",
        "arn:aws:dynamodb:*:1:table/faces, arn:aws:dynamodb:eu-west-1:1:table/faces, true",
        "arn:aws:dynamodb:*:table/faces:x:y, arn:aws:dynamodb:eu:1:table/faces, false",
        "arn:aws:logs:eu:1:log-group:/aws/x:*, arn:aws:logs:eu:1:log-group:/aws/x:log-stream:s, true",
        "*, anything, true",
        "arn:aws:s3:::photos, photos, false",
    })
    void aResourceMatchesPartByPart(String granted, String resource, boolean allowed) {
        assertThat(allowing("s3:GetObject", granted).allows("s3:GetObject", resource, RequestContext.empty()))
                .isEqualTo(allowed);
    }

    @Test
    void whatNothingAllowsIsRefused() {
        Call call = Call.of("s3:DeleteObject", "arn:aws:s3:::photos/1.jpg");

        Decision decision = allowing("s3:PutObject", "*").decide(call);

        assertThat(decision).isEqualTo(new Decision.NotAllowed());
        assertThat(decision.reason(call)).isEqualTo("because no identity-based policy allows the s3:DeleteObject action on "
                + "resource arn:aws:s3:::photos/1.jpg");
    }

    @Test
    void aDenyBeatsEveryAllow() {
        PolicyDocument policy = policy("""
                {'Sid':'All','Effect':'Allow','Action':'s3:*','Resource':'*'},
                {'Sid':'No','Effect':'Deny','Action':['s3:PutObject'],'Resource':['arn:aws:s3:::photos/*']}""");

        assertThat(policy.decide(Call.of("s3:PutObject", "arn:aws:s3:::photos/1.jpg"))).isEqualTo(new Decision.Denied("No"));
        assertThat(policy.decide(Call.of("s3:PutObject", "arn:aws:s3:::other/1.jpg"))).isEqualTo(new Decision.Allowed("All"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "absent", value = {
        "StringEquals | [\"1\",\"2\"] | 2 | true",
        "StringEquals | \"1\" | 2 | false",
        "StringEquals | \"1*\" | 12 | false",
        "StringEquals | \"1\" | absent | false",
        "StringEqualsIfExists | \"1\" | absent | true",
        "StringEqualsIgnoreCase | \"ada\" | Ada | true",
        "StringNotEquals | \"1\" | 2 | true",
        "StringNotEquals | [\"1\",\"2\"] | 2 | false",
        "StringNotEquals | \"1\" | absent | true",
        "StringLike | \"1*\" | 12 | true",
        "StringLike | \"1*\" | 21 | false",
        "StringNotLike | \"1*\" | 12 | false",
        "ArnLike | \"arn:aws:iot:*:1:rule/*\" | arn:aws:iot:eu:1:rule/new | true",
        "ArnLike | \"arn:aws:iot:*:1:rule/*\" | arn:aws:iot:eu:2:rule/new | false",
        "Bool | \"true\" | true | true",
        "Bool | \"true\" | false | false",
        "Bool | \"true\" | absent | false",
        "Bool | \"false\" | absent | false",
        "BoolIfExists | \"true\" | absent | true",
        "Null | \"true\" | absent | true",
        "Null | \"true\" | 1 | false",
        "Null | \"false\" | 1 | true",
        "ForAllValues:StringEquals | [\"1\",\"2\"] | 1,2 | true",
        "ForAllValues:StringEquals | [\"1\",\"2\"] | 1,3 | false",
        "ForAllValues:StringEquals | [\"1\"] | absent | true",
        "ForAnyValue:StringEquals | [\"1\",\"2\"] | 1,3 | true",
        "ForAnyValue:StringEquals | [\"1\",\"2\"] | 3,4 | false",
        "ForAnyValue:StringEquals | [\"1\"] | absent | false",
        "StringEquals | [\"1\",\"2\"] | 1,2 | false",
    })
    void aConditionHoldsAsIamSays(String operator, String expected, String actual, boolean allowed) {
        PolicyDocument policy = policy("{'Sid':'A','Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':{'"
                + operator + "':{'aws:Key':" + expected + "}}}");
        RequestContext context = actual == null
                ? RequestContext.empty()
                : RequestContext.empty().with("AWS:key", actual.split(","));

        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::b/k", context)).isEqualTo(allowed);
    }

    @Test
    void allConditionsMustHold() {
        PolicyDocument policy = policy("""
                {'Sid':'A','Effect':'Allow','Action':'s3:GetObject','Resource':'*',
                 'Condition':{'StringEquals':{'a':'1','b':'2'}}}""");

        assertThat(policy.allows("s3:GetObject", "x", RequestContext.empty().with("a", "1").with("b", "2"))).isTrue();
        assertThat(policy.allows("s3:GetObject", "x", RequestContext.empty().with("a", "1").with("b", "3"))).isFalse();
    }

    @Test
    void aStarInAVariablesValueIsNoWildcard() {
        PolicyDocument policy = allowing("s3:GetObject", "arn:aws:s3:::home/${aws:username}/x");

        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::home/ada/x", RequestContext.empty().with("aws:username", "ada")))
                .isTrue();
        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::home/ada/x", RequestContext.empty().with("aws:username", "*")))
                .isFalse();
        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::home//x", RequestContext.empty())).isFalse();
    }

    @Test
    void escapedWildcardsAreTheCharactersThemselves() {
        PolicyDocument policy = allowing("s3:GetObject", "arn:aws:s3:::b/${*}${?}${$}");

        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::b/*?$", RequestContext.empty())).isTrue();
        assertThat(policy.allows("s3:GetObject", "arn:aws:s3:::b/abc", RequestContext.empty())).isFalse();
    }

    @Test
    void withoutAnActionThePolicyNoLongerAllowsIt() {
        PolicyDocument policy = policy("""
                {'Sid':'A','Effect':'Allow','Action':['s3:PutObject','s3:GetObject'],'Resource':'*'},
                {'Sid':'B','Effect':'Allow','Action':'sqs:SendMessage','Resource':'*'}""");

        PolicyDocument less = policy.without("s3:PutObject").without("sqs:SendMessage");

        assertThat(less.allows("s3:PutObject", "x", RequestContext.empty())).isFalse();
        assertThat(less.allows("sqs:SendMessage", "x", RequestContext.empty())).isFalse();
        assertThat(less.allows("s3:GetObject", "x", RequestContext.empty())).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'Version':'2008-10-17','Statement':[]} | 'Version' is not 2012-10-17",
        "{'Version':'2012-10-17','Statement':[]} | no 'Statement'",
        "{'Version':'2012-10-17','Statment':[]} | 'Statment' is not supported",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','NotAction':'a:B','Resource':'*'}} | 'NotAction' is not supported",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:B'}} | 'Resource' is empty or missing",
        "{'Version':'2012-10-17','Statement':{'Effect':'allow','Action':'a:B','Resource':'*'}} | neither Allow nor Deny",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'PutObject','Resource':'*'}} | not an action like",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:B','Resource':'photos'}} | not an ARN of six parts",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:B','Resource':'arn:aws:s3:::${x'}} | not closed",
        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'Near':{'a':'b'}}}} | 'Near' is not supported",
        "nonsense | not JSON",
    })
    void whatCannotBeJudgedIsRefusedWhenRead(String json, String text) {
        assertThatThrownBy(() -> PolicyDocument.parse(json.replace('\'', '"')))
                .isInstanceOf(UnsupportedPolicyException.class)
                .hasMessageContaining(text.replace('\'', '\''));
    }
}
