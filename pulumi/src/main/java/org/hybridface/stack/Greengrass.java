// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import static org.hybridface.stack.OrderedJson.object;

import com.pulumi.asset.FileAsset;
import com.pulumi.aws.cloudformation.Stack;
import com.pulumi.aws.cloudformation.StackArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.aws.iot.RoleAlias;
import com.pulumi.aws.iot.RoleAliasArgs;
import com.pulumi.aws.iot.ThingGroup;
import com.pulumi.aws.iot.ThingGroupArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.aws.s3.BucketPublicAccessBlock;
import com.pulumi.aws.s3.BucketPublicAccessBlockArgs;
import com.pulumi.aws.s3.BucketV2;
import com.pulumi.aws.s3.BucketV2Args;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import org.hybridface.stack.PolicyDocument.Statement;

/**
 * The edge as a Greengrass v2 component, deployed to every core of one thing group. The cores themselves are set up by
 * Greengrass's own installer, which takes the role alias and the group from here.
 */
final class Greengrass extends Component {

    /** Cores that join this group get the edge. */
    static final String GROUP = "hybridface-cores";

    static final String ROLE_ALIAS = "hybridface-cores";

    private final ThingGroup group;
    private final RoleAlias alias;

    Greengrass(Settings settings, Place place) {
        super("greengrass");
        BucketV2 bucket = new BucketV2("edge-software", BucketV2Args.builder().forceDestroy(true).build(), here());
        new BucketPublicAccessBlock("edge-software", BucketPublicAccessBlockArgs.builder()
                .bucket(bucket.bucket())
                .blockPublicAcls(true)
                .blockPublicPolicy(true)
                .ignorePublicAcls(true)
                .restrictPublicBuckets(true)
                .build(), here());
        BucketObjectv2 artifact = new BucketObjectv2("edge-" + settings.greengrassVersion(), BucketObjectv2Args.builder()
                .bucket(bucket.bucket())
                // The component's version is part of the key: a core may still fetch the one before.
                .key(GreengrassRecipe.COMPONENT + "/" + settings.greengrassVersion() + "/edge.zip")
                .source(new FileAsset(settings.edgeZip().toString()))
                .build(), here());
        Role role = new Role("hybridface-cores", RoleArgs.builder()
                .description("What a Greengrass core may do with its certificate")
                .assumeRolePolicy(PolicyDocument.trust("credentials.iot.amazonaws.com").json())
                .build(), here());
        new RolePolicy("hybridface-cores", RolePolicyArgs.builder()
                .role(role.id())
                .policy(PolicyDocument.of(Statement.allow("FetchTheEdge")
                        .actions("s3:GetObject")
                        .resources(Output.format("%s/%s", bucket.arn(), Output.of(GreengrassRecipe.COMPONENT + "/*")))).json())
                .build(), here());
        alias = new RoleAlias("hybridface-cores", RoleAliasArgs.builder().alias(ROLE_ALIAS).roleArn(role.arn()).build(), here());
        group = new ThingGroup("hybridface-cores", ThingGroupArgs.builder().name(GROUP).build(), here());
        deploy(settings, place, bucket, artifact);
    }

    /** The AWS provider has no resource for components and deployments; CloudFormation has. */
    private void deploy(Settings settings, Place place, BucketV2 bucket, BucketObjectv2 artifact) {
        Output<String> recipe = OrderedJson.output(GreengrassRecipe.tree(settings.greengrassVersion(),
                Output.format("s3://%s/%s", bucket.bucket(), artifact.key()), place.iotEndpoint()));
        Map<String, Object> template = object(
                "AWSTemplateFormatVersion", "2010-09-09",
                "Description", "The edge as a Greengrass component, on every core of the group " + GROUP,
                "Resources", object(
                        "Edge", object(
                                "Type", "AWS::GreengrassV2::ComponentVersion",
                                "Properties", object("InlineRecipe", recipe)),
                        "OnEveryCore", object(
                                "Type", "AWS::GreengrassV2::Deployment",
                                "DependsOn", "Edge",
                                "Properties", object(
                                        "DeploymentName", "edge",
                                        "TargetArn", group.arn(),
                                        "Components", object(GreengrassRecipe.COMPONENT,
                                                object("ComponentVersion", settings.greengrassVersion()))))));
        CustomResourceOptions.Builder options = options();
        options.dependsOn(artifact);
        new Stack("edge-component", StackArgs.builder().templateBody(OrderedJson.output(template)).build(), options.build());
    }

    ThingGroup group() {
        return group;
    }

    RoleAlias alias() {
        return alias;
    }
}
