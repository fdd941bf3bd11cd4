// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetCallerIdentityArgs;
import com.pulumi.aws.inputs.GetPartitionArgs;
import com.pulumi.aws.inputs.GetRegionArgs;
import com.pulumi.aws.iot.IotFunctions;
import com.pulumi.aws.iot.inputs.GetEndpointArgs;
import com.pulumi.aws.iot.outputs.GetEndpointResult;
import com.pulumi.aws.outputs.GetCallerIdentityResult;
import com.pulumi.aws.outputs.GetPartitionResult;
import com.pulumi.aws.outputs.GetRegionResult;
import com.pulumi.core.Output;

/**
 * Where the stack goes: what an ARN needs, and the account's own IoT host.
 *
 * @param partition   {@code aws}, {@code aws-cn}, ...
 * @param region      region code
 * @param account     12 digits
 * @param iotEndpoint host name of the account's IoT data plane, the one whose certificate Amazon Trust Services signed
 */
record Place(Output<String> partition, Output<String> region, Output<String> account, Output<String> iotEndpoint) {

    /** Where the configured provider points to. */
    static Place ofProvider() {
        return new Place(
                AwsFunctions.getPartition(GetPartitionArgs.Empty).applyValue(GetPartitionResult::partition),
                AwsFunctions.getRegion(GetRegionArgs.Empty).applyValue(GetRegionResult::name),
                AwsFunctions.getCallerIdentity(GetCallerIdentityArgs.Empty).applyValue(GetCallerIdentityResult::accountId),
                IotFunctions.getEndpoint(GetEndpointArgs.builder().endpointType("iot:Data-ATS").build())
                        .applyValue(GetEndpointResult::endpointAddress));
    }

    /** {@code arn:aws:iot:<region>:<account>:<resource>}. */
    Output<String> iotArn(String resource) {
        return arn("iot", resource);
    }

    /** {@code arn:aws:<service>:<region>:<account>:<resource>}. */
    Output<String> arn(String service, String resource) {
        return Output.format("arn:%s:%s:%s:%s:%s", partition, Output.of(service), region, account, Output.of(resource));
    }

    /** A service of this region, as it calls itself in policies: {@code s3.<region>.amazonaws.com}. */
    Output<String> service(String name) {
        return Output.format("%s.%s.amazonaws.com", Output.of(name), region);
    }
}
