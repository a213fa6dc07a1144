/** What the states of a fulfilment on ONDC's logistics network are called here. */
export const ondcWords = {
  'Agent-assigned': 'agentAssigned',
  'At-pickup': 'atPickup',
  'Order-picked-up': 'pickedUp',
  'In-transit': 'inTransit',
  'At-destination-hub': 'atHub',
  'Out-for-delivery': 'outForDelivery',
  'At-delivery': 'atDrop',
  'Order-delivered': 'delivered',
  'Delivery-failed': 'deliveryFailed',
  'RTO-Initiated': 'returning',
  'RTO-Delivered': 'returned',
  'RTO-Disposed': 'disposed',
  Cancelled: 'cancelled',
} as const
