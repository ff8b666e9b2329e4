import { expect, it } from 'vitest'
import { isAddress, isPublicAddress } from './public-address'

const split = (text: string) => text.trim().split(/\s+/)

const nonPublic = split(`
  0.0.0.0 10.1.2.3 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
  192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1
  239.255.255.250 240.0.0.1 255.255.255.255
  :: ::1 [::1] fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 100::1 2001::1 2001:db8::1 2001:10::1 3fff::1
  5f00::1 4000::1
  ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:169.254.169.254 0:0:0:0:0:ffff:10.0.0.1 ::127.0.0.1 64:ff9b::10.0.0.1
  64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:a9fe:a9fe::1`)

const publicAddresses = split(`
  1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.169.0.1 223.255.255.255
  2606:4700::1111 [2a00:1450::8a] 2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1`)

it.each(nonPublic)('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

it.each(publicAddresses)('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each([
  '',
  'localhost',
  'example.com',
  '1.2.3',
  '256.1.1.1',
  '0x7f.1',
  '1::2::3',
  ':::',
  'g::1',
  '1:2:3:4:5:6:7:8:9',
  '12345::',
])('"%s" is not an IP address, so not public', (text) => {
  expect([isPublicAddress(text), isAddress(text)]).toEqual([false, false])
})

it.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://127.1/',
  'http://[::FFFF:127.0.0.1]/',
])('the host of %s is recognised as a private IP address', (address) => {
  const { hostname } = new URL(address)
  expect([isAddress(hostname), isPublicAddress(hostname)]).toEqual([true, false])
})
